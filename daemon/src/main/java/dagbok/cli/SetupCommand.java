package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok setup}. */
@Command(
    name = "setup",
    description = {
      "Leads through the first run: a name, the recovery phrase, the IPFS node.",
      "It can be left and taken up again. Without a terminal it shows what is left to do."
    },
    footer = {"  dagbok setup", "  dagbok setup --json"})
final class SetupCommand implements Callable<Integer> {
  private final Session session;

  SetupCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject state = session.get("setup");
    if (!session.globals().json && session.terminal().inIsTerminal()) {
      return new SetupTalk(session).lead(state).number();
    }
    session.print(state, this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject state) {
    Terminal terminal = session.terminal();
    state.text("name").ifPresent(name -> terminal.line("Profile: " + name));
    state.text("link").ifPresent(link -> terminal.line("Share link: " + link));
    SetupTalk.showNode(terminal, state);
    terminal.line("");
    String left =
        switch (state.text("step", "")) {
          case "name" -> "To do: make a profile, with 'dagbok setup' in a terminal.";
          case "phrase" ->
              "To do: write the recovery phrase down, with 'dagbok setup' in a terminal.";
          default -> "Nothing is left to do.";
        };
    terminal.line(session.inHome(left));
  }
}
