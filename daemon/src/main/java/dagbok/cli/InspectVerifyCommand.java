package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok inspect verify}. */
@Command(
    name = "verify",
    description = {
      "Checks all of a profile, from every hash to every signature, node, pack and snapshot.",
      "Takes a profile that is here, or a CAR file whose root is a head or a snapshot."
    },
    footer = {
      "  dagbok inspect verify anna",
      "  dagbok inspect verify diary.car --json",
      "  dagbok inspect verify -",
    })
final class InspectVerifyCommand implements Callable<Integer> {
  private static final int MAX_FAULTS = 10;
  private static final double MILLIS_PER_SECOND = 1_000;

  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "PROFILE-or-FILE",
      description = "A profile, a CAR file, or - for a CAR on standard input.")
  private String subject = "";

  InspectVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject verdict = verdict();
    session.print(verdict, this::show);
    return faults(verdict) == 0 ? ExitCode.DONE.number() : ExitCode.FAILED.number();
  }

  private JsonObject verdict() {
    if (subject.equals("-") || isFile()) {
      return session.sendCar(
          "verify", ProfileImportCommand.body(session, subject), "Checking " + subject);
    }
    String path = "profiles/" + Reference.parse(subject).segment() + "/verify";
    return session.get(path, "Checking " + subject);
  }

  private boolean isFile() {
    try {
      return Files.exists(Path.of(subject)) || subject.endsWith(".car");
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static long faults(JsonObject verdict) {
    return verdict
        .whole("faultCount")
        .orElse(verdict.whole("faults", verdict.texts("faults").size()));
  }

  private void show(JsonObject verdict) {
    Terminal terminal = session.terminal();
    double seconds = Math.max(1, verdict.whole("millis", 0)) / MILLIS_PER_SECOND;
    Table table = new Table().row("Profile", verdict.text("profile", "?"));
    for (String what : List.of("entries", "live", "nodes", "packs", "signatures")) {
      long count = verdict.whole(what, 0);
      table.row(capitalised(what), String.valueOf(count), Math.round(count / seconds) + "/s");
    }
    long bytes = verdict.whole("bytes", 0);
    table.row("Bytes", Text.size(bytes), Text.size(Math.round(bytes / seconds)) + "/s");
    table.lines(0).forEach(terminal::line);
    long faults = faults(verdict);
    terminal.heading(faults == 0 ? "Nothing is wrong." : Text.count(faults, "fault") + ":");
    verdict.texts("faults").stream()
        .limit(MAX_FAULTS)
        .forEach(fault -> terminal.wrapped("- " + fault, 2));
  }

  private static String capitalised(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
