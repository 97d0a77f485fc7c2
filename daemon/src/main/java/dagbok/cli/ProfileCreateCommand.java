package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile create}. */
@Command(
    name = "create",
    description = {
      "Makes a profile, puts it in use, and prints its recovery phrase.",
      "Whoever has the phrase has the profile."
    },
    footer = {"  dagbok profile create Anna", "  dagbok profile create 'Anna at work' --json"})
final class ProfileCreateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "NAME", description = "The name that people see.")
  private String name = "";

  ProfileCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject request = JsonObject.builder().put("name", name).build();
    session.print(session.post("profiles", request), this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject created) {
    Terminal terminal = session.terminal();
    new Table()
        .row("Profile", created.text("profile", "?"))
        .row("Device", created.text("device", "?"))
        .lines(0)
        .forEach(terminal::line);
    terminal.line("");
    PhraseWords.print(terminal, created.texts("phrase"));
    terminal.line("");
    terminal.wrapped(
        "Write these words on paper, in this order, and keep the paper safe. They bring a lost profile"
            + " back; whoever has them has the profile.",
        0);
    terminal.wrapped(
        session.inHome(
            "Then run 'dagbok setup', which checks three of them. Until then they are kept in a"
                + " file that only you can read."),
        0);
  }
}
