package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What is in a backup, for people. */
record BackupText(Session session) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  /** The file that an argument names. */
  static Path path(String file) {
    try {
      return Path.of(file);
    } catch (InvalidPathException e) {
      throw new Failure(ExitCode.USAGE, "'" + file + "' is no path", "give a file's path");
    }
  }

  void show(String heading, JsonObject summary) {
    Terminal terminal = session.terminal();
    ZoneId zone = session.surroundings().zone().get();
    terminal.heading(heading);
    Table table = new Table();
    table.row(
        "Made",
        TIME.format(Instant.ofEpochSecond(summary.whole("made", 0)).atZone(zone))
            + (summary.flag("move") ? ", to move to another machine" : ""));
    table.row("Own profiles", String.join(" ", summary.texts("own")));
    table.row("Followed", Long.toString(summary.whole("followed", 0)));
    table.row("Device keys", Long.toString(summary.whole("keys", 0)));
    table.row("Phrases", Long.toString(summary.whole("phrases", 0)));
    table.row("On their way", Text.count(summary.whole("outbox", 0), "block"));
    table.row(
        "With posts of",
        Text.count(summary.whole("cars", 0), "profile")
            + ", "
            + Text.count(summary.whole("carBlocks", 0), "block"));
    table.row("Configuration", summary.flag("config") ? "yes" : "no");
    table.lines(2).forEach(terminal::line);
  }
}
