package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code dagbok backup restore}. */
@Command(
    name = "restore",
    description = {
      "Puts a backup into an empty home, while no daemon runs there. What is not in the backup comes"
          + " from your followers when the daemon runs.",
      "This machine then only reads until 'dagbok device join' or 'dagbok profile recover' makes it"
          + " a new device of your profile, unless the backup was made with --move."
    },
    footer = {
      "  dagbok backup restore diary.backup",
      "  dagbok backup restore diary.backup --home /tmp/again --passphrase-file passphrase.txt",
    })
final class BackupRestoreCommand extends BackupRead {
  BackupRestoreCommand(Session session) {
    super(session);
  }

  @Override
  JsonObject read(Session session, Path backup, String passphrase) {
    return session.local().backups().get().restore(session.home(), backup, passphrase);
  }

  @Override
  void show(Session session, JsonObject summary) {
    Terminal terminal = session.terminal();
    new BackupText(session).show("Restored:", summary);
    terminal.line("");
    if (summary.flag("move")) {
      terminal.wrapped(
          session.inHome(
              "This machine goes on as the one that the backup was made on, as soon as it has your"
                  + " newest post. Restore the file nowhere else. Next, run 'dagbok run'."),
          0);
    } else {
      terminal.wrapped(
          session.inHome(
              "Next, run 'dagbok run', and in another terminal 'dagbok device join' with a code of"
                  + " another device of yours, or 'dagbok profile recover' with your recovery"
                  + " phrase: it makes this machine a new device of your profile. Until then it"
                  + " only reads."),
          0);
    }
  }
}
