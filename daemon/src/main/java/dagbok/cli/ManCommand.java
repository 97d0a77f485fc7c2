package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dagbok man}. */
@Command(
    name = "man",
    description = {
      "Prints the manual page of dagbok, or of one of its commands, as roff.",
      "To read it, run 'dagbok man post | man -l -'."
    },
    footer = {"  dagbok man", "  dagbok man post", "  dagbok man profile create"})
final class ManCommand implements Callable<Integer> {
  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0..*",
      arity = "0..*",
      paramLabel = "COMMAND",
      description = "The words of a command; else dagbok itself.")
  private List<String> words = new ArrayList<>();

  ManCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    CommandLine command = Commands.build(session);
    for (String word : words) {
      CommandLine next = command.getSubcommands().get(word);
      if (next == null && spec != null) {
        throw new ParameterException(
            spec.commandLine(), "there is no command 'dagbok " + String.join(" ", words) + "'");
      }
      command = next == null ? command : next;
    }
    String page = new ManPage(command.getCommandSpec()).roff();
    session.print(
        JsonObject.builder()
            .put("command", command.getCommandSpec().qualifiedName())
            .put("page", page)
            .build(),
        object -> session.terminal().data(page.stripTrailing()));
    return ExitCode.DONE.number();
  }
}
