package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok inspect graph}. */
@Command(
    name = "graph",
    description = "Lists the nodes of a profile, ancestors first, with parents and entries.",
    footer = {"  dagbok inspect graph anna", "  dagbok inspect graph --json"})
final class InspectGraphCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROFILE",
      description = "A CID or short name; else the profile in use.")
  private @Nullable String profile;

  InspectGraphCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String path = "profiles/" + ProfileChoice.of(session, profile).segment() + "/graph";
    session.lines(path, node -> session.print(node, this::show));
    return ExitCode.DONE.number();
  }

  private void show(JsonObject node) {
    Terminal terminal = session.terminal();
    terminal.line(node.text("node", "?"));
    terminal.line("  entry  " + node.text("entry", "none, a merge"));
    node.texts("parents").forEach(parent -> terminal.line("  parent " + parent));
  }
}
