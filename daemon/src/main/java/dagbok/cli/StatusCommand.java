package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok status}. */
@Command(
    name = "status",
    description = "Shows what runs, the profiles, and what is wrong with the one thing to do.",
    footer = {"  dagbok status", "  dagbok status --json"})
final class StatusCommand implements Callable<Integer> {
  private static final int MAX_ADDRESSES = 3;

  private final Session session;

  StatusCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.print(session.get("status"), this::show);
    return ExitCode.DONE.number();
  }

  private void show(JsonObject status) {
    Terminal terminal = session.terminal();
    Table facts =
        new Table()
            .row("Dagbok", status.text("version", "?"))
            .row("Page", status.text("page", "none"))
            .row("IPFS", IpfsCommands.line(status));
    for (String address : addresses(status)) {
      facts.row("Address", address);
    }
    if (status.whole("outbox", 0) > 0) {
      facts.row("Outbox", Text.count(status.whole("outbox", 0), "object") + " not yet in IPFS");
    }
    facts.lines(0).forEach(terminal::line);
    terminal.line("");
    showProfiles(profiles());
    showWarnings(status.objects("warnings"));
  }

  /** Where others reach the IPFS node; the first ones, as far as a person needs them. */
  private static List<String> addresses(JsonObject status) {
    List<String> all = status.object("ipfs").map(ipfs -> ipfs.texts("addresses")).orElse(List.of());
    return all.subList(0, Math.min(MAX_ADDRESSES, all.size()));
  }

  /** With their names, which the status leaves out. */
  private List<JsonObject> profiles() {
    List<JsonObject> profiles = new ArrayList<>();
    session.lines("profiles", profiles::add);
    return profiles;
  }

  private void showProfiles(List<JsonObject> profiles) {
    if (profiles.isEmpty()) {
      session.terminal().line(session.inHome("No profile yet: run 'dagbok profile create NAME'"));
      return;
    }
    session.terminal().heading("Profiles");
    ProfileLine.table(profiles).lines(2).forEach(session.terminal()::line);
  }

  private void showWarnings(List<JsonObject> warnings) {
    Terminal terminal = session.terminal();
    terminal.line("");
    if (warnings.isEmpty()) {
      terminal.line("Nothing is wrong.");
      return;
    }
    warnings.forEach(new Findings(session)::show);
  }
}
