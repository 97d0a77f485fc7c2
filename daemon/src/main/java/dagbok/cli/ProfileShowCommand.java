package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dagbok profile show}. */
@Command(
    name = "show",
    description = "Shows a profile: whose it is, how much is here, and how to share it.",
    footer = {
      "  dagbok profile show",
      "  dagbok profile show anna --json",
      "  dagbok profile show --qr",
    })
final class ProfileShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "PROFILE",
      description = "A CID or short name; else the profile in use.")
  private @Nullable String profile;

  @Option(names = "--qr", description = "Shows the share link as a QR code, for a phone.")
  private boolean qr;

  ProfileShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Reference reference = ProfileChoice.of(session, profile);
    if (qr) {
      session.print(session.get("profiles/" + reference.segment() + "/qr"), this::showQr);
      return ExitCode.DONE.number();
    }
    session.print(session.get("profiles/" + reference.segment()), object -> show(session, object));
    return ExitCode.DONE.number();
  }

  private void showQr(JsonObject answer) {
    QrText.print(session.terminal(), answer.texts("rows"));
    session.terminal().line(answer.text("link", "?"));
  }

  static void show(Session session, JsonObject profile) {
    Terminal terminal = session.terminal();
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
