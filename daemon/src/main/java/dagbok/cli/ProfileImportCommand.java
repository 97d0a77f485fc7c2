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
    List<Body> bodies = files.stream().map(file -> body(session, file)).toList();
    for (int i = 0; i < bodies.size(); i++) {
      String file = files.get(i);
      session.print(send(bodies.get(i), file, i), object -> show(object, file));
      session.terminal().out().flush();
    }
    return ExitCode.DONE.number();
  }

  /** The bytes of a CAR that an argument names. */
  static Body body(Session session, String file) {
    return file.equals("-") ? new StreamBody(session.terminal().in()) : Attachment.body(file, file);
  }

  /** Sends one; what was taken in before it stays. */
  private JsonObject send(Body body, String file, int before) {
    try {
      return session.sendCar("profiles/import", body, "Importing " + file);
    } catch (Failure e) {
      if (before == 0) {
        throw e;
      }
      throw new Failure(ExitCode.PARTLY, file + ": " + e.error(), e.hint(), e.cid());
    }
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
