package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Progress;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok ipfs}, above the commands on the IPFS node. */
@Command(
    name = "ipfs",
    description = "Shows the IPFS node that the daemon uses, and sets it up.",
    footer = {"  dagbok ipfs status", "  dagbok ipfs setup"})
final class IpfsCommands implements CommandGroup {
  private static final Set<String> CODES =
      Set.of(
          "no-ipfs", "ipfs-away", "kubo-old", "pubsub-off", "ipfs-trouble", "pubsub", "no-peers");

  IpfsCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(new Status(session), new Setup(session));
  }

  /** The IPFS node that a status tells of, in one line. */
  static String line(JsonObject status) {
    JsonObject ipfs = status.object("ipfs").orElse(JsonObject.EMPTY);
    String node = ipfs.text("kind", "none");
    String version = ipfs.text("version").map(v -> " " + v).orElse("");
    String api = ipfs.text("api").map(a -> " at " + a).orElse("");
    String down = ipfs.has("up") && !ipfs.flag("up") ? ", not answering" : "";
    String why = ipfs.text("why").map(w -> "; " + w).orElse("");
    long http = ipfs.whole("httpPeers", 0);
    String others = node.equals("kubo") && http > 0 ? " (" + http + " of them over HTTP)" : "";
    String peers = Text.count(ipfs.whole("peers", 0), "peer") + others;
    return node + version + api + ", " + peers + down + why;
  }

  private static List<JsonObject> ofIpfs(List<JsonObject> checks) {
    return checks.stream().filter(check -> CODES.contains(check.text("code", ""))).toList();
  }

  private static List<JsonObject> found(List<JsonObject> checks) {
    return ofIpfs(checks).stream().filter(Findings::isFound).toList();
  }

  /** {@code dagbok ipfs status}. */
  @Command(
      name = "status",
      description = "Shows which IPFS node the daemon uses and why, and what is wrong with it.",
      footer = {"  dagbok ipfs status", "  dagbok ipfs status --json"})
  static final class Status implements Callable<Integer> {
    private final Session session;

    Status(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      JsonObject status = session.get("status");
      List<JsonObject> checks = ofIpfs(new Findings(session).checks());
      JsonObject answer =
          JsonObject.builder()
              .putJson("ipfs", status.object("ipfs").orElse(JsonObject.EMPTY).toString())
              .put("outbox", status.whole("outbox", 0))
              .putObjects("checks", checks)
              .build();
      session.print(answer, object -> show(status, checks));
      return ExitCode.DONE.number();
    }

    private void show(JsonObject status, List<JsonObject> checks) {
      Terminal terminal = session.terminal();
      new Table()
          .row("IPFS", line(status))
          .row("Outbox", Text.count(status.whole("outbox", 0), "object") + " not yet in IPFS")
          .lines(0)
          .forEach(terminal::line);
      List<JsonObject> found = found(checks);
      found.forEach(new Findings(session)::show);
      if (found.isEmpty()) {
        terminal.line("Nothing is wrong with it.");
      }
    }
  }

  /** {@code dagbok ipfs setup}. */
  @Command(
      name = "setup",
      description = {
        "Says what is to be changed in the IPFS node so that Dagbok can use it.",
        "With --yes, changes it where the node is the daemon's own; one that you share with other"
            + " programs is yours to change, by the commands that are shown."
      },
      footer = {"  dagbok ipfs setup", "  dagbok ipfs setup --yes", "  dagbok ipfs setup --json"})
  static final class Setup implements Callable<Integer> {
    private final Session session;

    @Option(names = "--yes", description = "Does what the daemon can do by itself.")
    private boolean yes;

    Setup(Session session) {
      this.session = session;
    }

    @Override
    public Integer call() {
      List<JsonObject> found = found(new Findings(session).checks());
      int left = 0;
      for (JsonObject finding : found) {
        Optional<String> remedy = finding.text("remedy");
        if (yes && remedy.isPresent()) {
          session.print(
              apply(remedy.get()), done -> session.terminal().line(done.text("done", "")));
        } else {
          left++;
          session.print(finding, this::show);
        }
      }
      if (found.isEmpty() && !session.globals().json) {
        session.terminal().line("Nothing is to be changed.");
      }
      return left == 0 ? ExitCode.DONE.number() : ExitCode.PARTLY.number();
    }

    private JsonObject apply(String remedy) {
      try (Progress progress = session.progress("Setting up", Progress.UNKNOWN)) {
        return session
            .api()
            .post(
                "remedies/" + Reference.encoded(remedy),
                JsonObject.EMPTY,
                session.patience().slow(),
                progress);
      }
    }

    private void show(JsonObject finding) {
      new Findings(session).show(finding);
      finding
          .text("remedy")
          .ifPresent(
              remedy ->
                  session.terminal().line("  or: " + session.hint("dagbok ipfs setup --yes")));
    }
  }
}
