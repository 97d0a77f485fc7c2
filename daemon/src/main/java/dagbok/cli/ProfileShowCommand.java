package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
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
    })
final class ProfileShowCommand extends ProfileQuery {
  @Option(names = "--qr", description = "Shows the share link as a QR code, for a phone.")
  private boolean qr;

  ProfileShowCommand(Session session) {
    super(session);
  }

  @Override
  void show(Session session, String path) {
    if (qr) {
      session.print(session.get(path + "/qr"), code -> showQr(session.terminal(), code));
    } else {
      session.print(session.get(path), profile -> show(session.terminal(), profile));
    }
  }

  private static void showQr(Terminal terminal, JsonObject answer) {
    QrText.print(terminal, answer.texts("rows"));
    terminal.line(answer.text("link", "?"));
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
