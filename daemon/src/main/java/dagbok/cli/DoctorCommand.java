package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok doctor}. */
@Command(
    name = "doctor",
    description = {
      "Looks for what is wrong, and says the one thing to do about it.",
      "Asks the daemon; where none runs, looks at the home by itself: folders, keys, disk, ports,"
          + " settings, database, IPFS node. What follows from a cause is left out.",
      "Ends with 0 if nothing is wrong, 3 if there are warnings only, 10 if all that is wrong is"
          + " that no daemon runs, 11 if the IPFS node is the cause, else with 1."
    },
    footer = {"  dagbok doctor", "  dagbok doctor --all", "  dagbok doctor --json"})
final class DoctorCommand implements Callable<Integer> {
  private static final String BROKEN = "broken";
  private static final String WARNING = "warning";

  private final Session session;

  @Option(names = "--all", description = "Shows what is well and what was left out, too.")
  private boolean all;

  DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Findings findings = new Findings(session);
    List<JsonObject> checks = findings.checks();
    if (session.globals().json) {
      checks.forEach(check -> session.terminal().data(check.toString()));
    } else {
      show(findings, checks);
    }
    return exitCode(checks).number();
  }

  /** The first that is broken is the root: causes come first. */
  private static ExitCode exitCode(List<JsonObject> checks) {
    return checks.stream()
        .filter(check -> state(check).equals(BROKEN))
        .findFirst()
        .map(check -> broken(check.text("code", "")))
        .orElseGet(
            () ->
                checks.stream().anyMatch(check -> state(check).equals(WARNING))
                    ? ExitCode.PARTLY
                    : ExitCode.DONE);
  }

  private static ExitCode broken(String code) {
    return switch (code) {
      case "no-daemon" -> ExitCode.NO_DAEMON;
      case "ipfs-away", "no-ipfs" -> ExitCode.NO_IPFS;
      default -> ExitCode.FAILED;
    };
  }

  private static String state(JsonObject check) {
    return check.text("state", "");
  }

  private void show(Findings findings, List<JsonObject> checks) {
    Terminal terminal = session.terminal();
    List<JsonObject> found = checks.stream().filter(Findings::isFound).toList();
    found.forEach(findings::show);
    if (found.isEmpty()) {
      terminal.line("Nothing is wrong.");
    }
    long well = checks.stream().filter(check -> state(check).equals("ok")).count();
    long hidden = checks.size() - found.size() - well;
    if (all) {
      checks.stream().filter(check -> !Findings.isFound(check)).forEach(this::showOther);
    } else if (well + hidden > 0) {
      terminal.faint(
          Text.count(well, "check")
              + (well == 1 ? " is" : " are")
              + " well"
              + (hidden > 0 ? ", " + hidden + " left out" : "")
              + "; --all shows "
              + (well + hidden == 1 ? "it" : "them"));
    }
  }

  private void showOther(JsonObject check) {
    String why =
        check.text("because").map(cause -> " (not looked at, because of " + cause + ")").orElse("");
    session.terminal().wrapped((why.isEmpty() ? "ok: " : "-: ") + check.text("text", "?") + why, 0);
  }
}
