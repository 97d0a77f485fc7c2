package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import picocli.CommandLine.Command;

/** {@code dagbok inspect graph}. */
@Command(
    name = "graph",
    description = "Lists the nodes of a profile, ancestors first, with parents and entries.",
    footer = {"  dagbok inspect graph anna", "  dagbok inspect graph --json"})
final class InspectGraphCommand extends ProfileQuery {
  InspectGraphCommand(Session session) {
    super(session);
  }

  @Override
  void show(Session session, String path) {
    session.lines(
        path + "/graph", node -> session.print(node, one -> show(session.terminal(), one)));
  }

  private static void show(Terminal terminal, JsonObject node) {
    terminal.line(node.text("node", "?"));
    terminal.line("  entry  " + node.text("entry", "none, a merge"));
    node.texts("parents").forEach(parent -> terminal.line("  parent " + parent));
  }
}
