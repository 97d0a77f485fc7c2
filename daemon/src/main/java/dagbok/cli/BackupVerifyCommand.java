package dagbok.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok backup verify}. */
@Command(
    name = "verify",
    description = "Checks every piece of a backup, and says what is in it. Needs no daemon.",
    footer = {
      "  dagbok backup verify diary.backup",
      "  dagbok backup verify diary.backup --passphrase-file passphrase.txt --json",
    })
final class BackupVerifyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
  private String file = "";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the passphrase.")
  private @Nullable String passphraseFile;

  BackupVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String passphrase =
        new Secret(session, "passphrase", "--passphrase-file").read(passphraseFile, false);
    session.print(
        session.local().backups().get().verify(BackupText.path(file), passphrase),
        summary -> new BackupText(session).show("All of the backup is right:", summary));
    return ExitCode.DONE.number();
  }
}
