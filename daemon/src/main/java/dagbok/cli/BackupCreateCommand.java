package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok backup create}. */
@Command(
    name = "create",
    description = {
      "Writes a file, encrypted by a passphrase, with all that nobody else has: device keys, whom"
          + " you follow, settings, what is on its way. Followers have your posts; --car puts them"
          + " in too.",
      "Restored elsewhere, a device only reads until the recovery phrase or another device makes it"
          + " a new one, since it may lack what the old one wrote later. --move is for a change of"
          + " machines: this one stops writing at once, and the other one goes on as it.",
      "The passphrase is asked for, or is the first line of standard input."
    },
    footer = {
      "  dagbok backup create diary.backup",
      "  dagbok backup create diary.backup --car --passphrase-file passphrase.txt",
      "  dagbok backup create diary.backup --move",
    })
final class BackupCreateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "FILE", description = "The file to write, of mode 600.")
  private String file = "";

  @Option(names = "--car", description = "With the posts and files of your own profiles.")
  private boolean car;

  @Option(
      names = "--move",
      description = "To go on elsewhere: with --car, and this machine writes no more.")
  private boolean move;

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "A file whose first line is the passphrase.")
  private @Nullable String passphraseFile;

  BackupCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String passphrase =
        new Secret(session, "passphrase", "--passphrase-file").read(passphraseFile, true);
    JsonObject request =
        JsonObject.builder()
            .put("passphrase", passphrase)
            .put("cars", car || move)
            .put("move", move)
            .build();
    long bytes = written(request);
    session.print(
        JsonObject.builder().put("file", file).put("bytes", bytes).put("move", move).build(),
        object -> show(bytes));
    return ExitCode.DONE.number();
  }

  private long written(JsonObject request) {
    try (Target target = Target.secret(file);
        Progress progress = session.progress("Writing the backup", Progress.UNKNOWN)) {
      long bytes =
          session
              .api()
              .download("backup", request, target.out(), session.patience().slow(), progress);
      target.keep();
      return bytes;
    } catch (Failure e) {
      throw move && e.code() == ExitCode.FAILED ? unmoved(e) : e;
    }
  }

  private static Failure unmoved(Failure e) {
    return new Failure(
        e.code(),
        e.error(),
        e.hint() + "; if this machine may not write now, run 'dagbok profile resume'");
  }

  private void show(long bytes) {
    Terminal terminal = session.terminal();
    terminal.line("Written: " + Text.size(bytes) + " to " + file);
    terminal.wrapped(
        session.inHome("Check it with 'dagbok backup verify " + Shell.quoted(file) + "'."), 0);
    if (move) {
      terminal.wrapped(
          session.inHome(
              "This machine writes no more. Restore the file on one other machine, and on one only;"
                  + " if you do not, run 'dagbok profile resume' here."),
          0);
    }
  }
}
