package dagbok.cli;

import dagbok.cli.http.Body;
import dagbok.cli.http.StreamBody;
import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile import}. */
@Command(
    name = "import",
    description = {
      "Takes in what CAR files hold of profiles: in whole or in parts, in any order, repeatedly.",
      "The profile of somebody else becomes one that this daemon keeps and serves."
    },
    footer = {
      "  dagbok profile import diary.car",
      "  dagbok profile import part-1.car part-2.car --json",
      "  dagbok profile import -",
    })
final class ProfileImportCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Session session;

  @Parameters(
      index = "0..*",
      arity = "1..*",
      paramLabel = "FILE",
      description = "CAR files, or - for standard input.")
  private List<String> files = new ArrayList<>();

  ProfileImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    files.forEach(file -> body(session, file)); // none is sent if one can't be read
    List<String> parts = new ArrayList<>();
    boolean any = false;
    for (String file : files) {
      if (isWhole(file, any || !parts.isEmpty())) {
        any = true;
      } else {
        parts.add(file);
      }
    }
    checkParts(parts, any);
    return ExitCode.DONE.number();
  }

  /** Sends a file again whose rest may have come after it; that costs little. */
  private void checkParts(List<String> parts, boolean any) {
    for (String file : parts) {
      boolean once = file.equals(STANDARD_INPUT);
      boolean whole = once ? any : isWhole(file, true);
      if (!whole) {
        throw new Failure(
            ExitCode.PARTLY,
            file + ": what was read was kept, but more is needed",
            "import the files with the rest too, in any order");
      }
    }
  }

  /** Sends one and shows what it brought, unless it is part of something that is not whole yet. */
  private boolean isWhole(String file, boolean partly) {
    try {
      JsonObject imported =
          session.sendCar("profiles/import", body(session, file), "Importing " + file);
      session.print(imported, object -> show(object, file));
      session.terminal().out().flush();
      return true;
    } catch (Failure e) {
      if (e.code() == ExitCode.PARTLY) {
        return false;
      }
      throw partly ? new Failure(ExitCode.PARTLY, file + ": " + e.error(), e.hint(), e.cid()) : e;
    }
  }

  /** The bytes of a CAR that an argument names. */
  static Body body(Session session, String file) {
    return file.equals(STANDARD_INPUT)
        ? new StreamBody(session.terminal().in())
        : Attachment.body(file, file);
  }

  private void show(JsonObject imported, String file) {
    session
        .terminal()
        .line(
            file
                + ": profile "
                + imported.text("profile", "?")
                + ", "
                + Text.count(imported.whole("entries", 0), "entry")
                + ", "
                + imported.whole("live", 0)
                + " live"
                + ", "
                + imported.whole("new", 0)
                + " new");
  }
}
