package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok backup restore}. */
@Command(
    name = "restore",
    description = {
      "Puts a backup into an empty home, while no daemon runs there. What is not in the backup comes"
          + " from your followers when the daemon runs.",
      "This machine then only reads until 'dagbok profile recover' makes it a new device of your"
          + " profile, unless the backup was made with --move."
    },
    footer = {
      "  dagbok backup restore diary.backup",
      "  dagbok backup restore diary.backup --home /tmp/again --passphrase-file passphrase.txt",
    })
final class BackupRestoreCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE", description = "The backup.")
  private String file = "";

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the passphrase.")
  private @Nullable String passphraseFile;

  BackupRestoreCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String passphrase =
        new Secret(session, "passphrase", "--passphrase-file").read(passphraseFile, false);
    session.print(
        session.local().backups().get().restore(session.home(), BackupText.path(file), passphrase),
        this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject summary) {
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
              "Next, run 'dagbok run', and in another terminal 'dagbok profile recover' with your"
                  + " recovery phrase: it makes this machine a new device of your profile. Until"
                  + " then it only reads."),
          0);
    }
  }
}
