package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import java.util.ArrayList;
import java.util.List;

/** What checks found, for people: what is wrong, and the one thing to do. */
final class Findings {
  private final Session session;

  Findings(Session session) {
    this.session = session;
  }

  /** All checks: of the daemon, or of the home where none runs. */
  List<JsonObject> checks() {
    List<JsonObject> checks = new ArrayList<>();
    try {
      session.lines("checks", checks::add);
      return checks;
    } catch (Failure e) {
      if (e.code() != ExitCode.NO_DAEMON) {
        throw e;
      }
    }
    return session.local().examiner().examine(session.home(), session.settings());
  }

  static boolean isFound(JsonObject check) {
    String state = check.text("state", "");
    return state.equals("warning") || state.equals("broken");
  }

  /** Shows a check that found something, or a warning of the status; no command is broken. */
  void show(JsonObject finding) {
    Terminal terminal = session.terminal();
    String word = finding.text("state", "warning").equals("broken") ? "broken: " : "warning: ";
    terminal.wrapped(word + finding.text("text", finding.text("code", "?")), 0);
    finding.text("fix").ifPresent(fix -> terminal.line("  hint: " + session.hint(fix)));
  }
}
