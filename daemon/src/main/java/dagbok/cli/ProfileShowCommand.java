package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok profile show}. */
@Command(
    name = "show",
    description = "Shows a profile: whose it is, how much is here, and how to share it.",
    footer = {
      "  dagbok profile show",
      "  dagbok profile show anna --json",
      "  dagbok profile show --qr",
      "  dagbok profile show --copies",
    })
final class ProfileShowCommand extends ProfileQuery {
  @Option(names = "--qr", description = "Shows the share link as a QR code, for a phone.")
  private boolean qr;

  @Option(names = "--copies", description = "Lists who says to hold it.")
  private boolean copies;

  ProfileShowCommand(Session session) {
    super(session);
  }

  @Override
  void show(Session session, String path) {
    if (qr) {
      session.print(session.get(path + "/qr"), code -> showQr(session.terminal(), code));
    }
    if (copies) {
      showService(session, path);
      List<JsonObject> holders = new ArrayList<>();
      session.lines(path + "/holders", holders::add);
      holders.forEach(holder -> session.print(holder, h -> showHolder(session.terminal(), h)));
      if (holders.isEmpty() && !session.globals().json) {
        session.terminal().line("Nobody has said in the last hours that they hold it");
      }
    }
    if (!qr && !copies) {
      session.print(session.get(path), profile -> show(session.terminal(), profile));
    }
  }

  private static void showQr(Terminal terminal, JsonObject answer) {
    QrText.print(terminal, answer.texts("rows"));
    terminal.line(answer.text("link", "?"));
  }

  /** What the pinning service has; scripts ask the API for it. */
  private static void showService(Session session, String path) {
    if (session.globals().json) {
      return;
    }
    session
        .get(path + "/service")
        .object("service")
        .ifPresent(
            service -> {
              String status = service.text("status", "?") + " " + service.text("details", "");
              String state = service.flag("inStep") ? "all that there is" : status.strip();
              String host = service.text("host", "?");
              session.terminal().line("Pinning service " + host + "  " + state);
            });
  }

  private static void showHolder(Terminal terminal, JsonObject holder) {
    String state = holder.flag("inStep") ? "the newest state" : "another state";
    terminal.line(
        holder.text("peer", "?")
            + "  "
            + state
            + ", heard "
            + Instant.ofEpochSecond(holder.whole("seen", 0)));
  }

  private static void show(Terminal terminal, JsonObject profile) {
    terminal.heading(profile.text("name", "(no name)"));
    profile.text("about").ifPresent(about -> terminal.wrapped(about, 0));
    Table table =
        new Table()
            .row("Profile", profile.text("profile", "?"))
            .row("Relation", ProfileLine.relation(profile))
            .row("Entries", profile.whole("entries", 0) + ", " + profile.whole("live", 0) + " live")
            .row("State", ProfileLine.state(profile))
            .row("Head", profile.text("head", "none yet"))
            .row("Snapshot", profile.text("snapshot", "none yet"));
    profile.text("shareLink").ifPresent(link -> table.row("Share", link));
    profile.texts("links").forEach(link -> table.row("Link", link));
    table.lines(0).forEach(terminal::line);
  }
}
