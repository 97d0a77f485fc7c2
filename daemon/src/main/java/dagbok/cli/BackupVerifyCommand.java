package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.nio.file.Path;
import picocli.CommandLine.Command;

/** {@code dagbok backup verify}. */
@Command(
    name = "verify",
    description = "Checks every piece of a backup, and says what is in it. Needs no daemon.",
    footer = {
      "  dagbok backup verify diary.backup",
      "  dagbok backup verify diary.backup --passphrase-file passphrase.txt --json",
    })
final class BackupVerifyCommand extends BackupRead {
  BackupVerifyCommand(Session session) {
    super(session);
  }

  @Override
  JsonObject read(Session session, Path backup, String passphrase) {
    return session.local().backups().get().verify(backup, passphrase);
  }

  @Override
  void show(Session session, JsonObject summary) {
    new BackupText(session).show("All of the backup is right:", summary);
  }
}
