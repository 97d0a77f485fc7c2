package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dagbok completion}. */
@Command(
    name = "completion",
    description = {
      "Prints what completes the commands and options of dagbok in a shell.",
      "bash: into ~/.local/share/bash-completion/completions/dagbok",
      "zsh: into a file that ~/.zshrc sources",
      "fish: into ~/.config/fish/completions/dagbok.fish"
    },
    footer = {
      "  dagbok completion bash",
      "  dagbok completion zsh",
      "  dagbok completion fish",
    })
final class CompletionCommand implements Callable<Integer> {
  private static final String NAME = "dagbok";
  private static final List<String> SHELLS = List.of("bash", "zsh", "fish");

  private final Session session;

  @Spec private @Nullable CommandSpec spec;

  /** Those that can be completed to. */
  static final class Shells implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return SHELLS.iterator();
    }
  }

  @Parameters(
      index = "0",
      paramLabel = "SHELL",
      completionCandidates = Shells.class,
      description = "bash, zsh or fish.")
  private String shell = "";

  CompletionCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell) && spec != null) {
      throw new ParameterException(
          spec.commandLine(),
          "there is completion for bash, zsh and fish, not for '" + shell + "'");
    }
    CommandLine all = Commands.build(session);
    // zsh reads the script for bash: it loads bashcompinit for itself.
    String script =
        shell.equals("fish") ? new FishCompletion(all).script() : AutoComplete.bash(NAME, all);
    session.print(
        JsonObject.builder().put("shell", shell).put("script", script).build(),
        object -> session.terminal().data(script.stripTrailing()));
    return ExitCode.DONE.number();
  }
}
