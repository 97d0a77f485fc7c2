package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that reads a backup, for which no daemon is needed. */
abstract class BackupRead implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
  private String file = "";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the passphrase.")
  private @Nullable String passphraseFile;

  BackupRead(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String passphrase =
        new Secret(session, "passphrase", "--passphrase-file").read(passphraseFile, false);
    session.print(
        read(session, BackupText.path(file), passphrase), summary -> show(session, summary));
    return ExitCode.DONE.number();
  }

  /** Reads it; what is in it. */
  abstract JsonObject read(Session caller, Path backup, String passphrase);

  /** Says what came of it. */
  abstract void show(Session caller, JsonObject summary);
}
