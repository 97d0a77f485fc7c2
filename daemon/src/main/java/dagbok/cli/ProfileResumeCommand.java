package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Prompt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok profile resume}. */
@Command(
    name = "resume",
    description = {
      "Lets this machine write again as the device that it was, on your word that no other machine"
          + " writes with its key: the copy is deleted, the backup for a move was never restored,"
          + " or all that the old machine wrote is here.",
      "If you are not sure, 'dagbok profile recover' is always right: it makes a new device."
    },
    footer = {"  dagbok profile resume --yes", "  dagbok profile resume --profile anna --yes"})
final class ProfileResumeCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--yes", description = "Does not ask.")
  private boolean yes;

  ProfileResumeCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (!yes && !isMeant()) {
      throw new Failure(
          ExitCode.FAILED, "nothing was changed", "run it again with --yes, if you are sure");
    }
    Reference profile = ProfileChoice.of(session, null);
    JsonObject answer = session.post("profiles/" + profile.segment() + "/resume", JsonObject.EMPTY);
    session.print(answer, object -> session.terminal().line("This machine writes again."));
    return ExitCode.DONE.number();
  }

  private boolean isMeant() {
    return session.terminal().inIsTerminal()
        && new Prompt(session.terminal())
            .ask("Is it certain that no other machine writes with this device's key? (yes/no)")
            .filter("yes"::equalsIgnoreCase)
            .isPresent();
  }
}
