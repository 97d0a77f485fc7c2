package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import dagbok.cli.term.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dagbok deletions list}. */
@Command(
    name = "list",
    description = {
      "Lists what this device keeps sealed of the profile in use, of another one with --profile, or"
          + " of all of yours with --all: entries that another device of yours deleted, or that a"
          + " revoke made void. Each goes after 30 days; if a thief deleted it, taking the thief's"
          + " device away brings it back until then."
    },
    footer = {
      "  dagbok deletions list",
      "  dagbok deletions list --all",
      "  dagbok deletions list --json"
    })
final class DeletionsListCommand implements Callable<Integer> {
  /** Where the copies are asked for. */
  static final String PATH = "sealed-copies";

  private final Session session;

  @Option(names = "--all", description = "Those of all your profiles.")
  private boolean all;

  DeletionsListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.print(session.get(path(session, all)), this::show);
    return ExitCode.DONE.number();
  }

  /** Where those of the profile that is named, of the one in use, or all are asked for. */
  static String path(Session session, boolean all) {
    if (all) {
      return PATH + "?all=true";
    }
    return ProfileChoice.named(session, session.globals().profile)
        .map(profile -> PATH + "?profile=" + profile.segment())
        .orElse(PATH);
  }

  private void show(JsonObject held) {
    Terminal terminal = session.terminal();
    long count = held.whole("count", 0);
    if (count == 0 && held.whole("coming", 0) == 0) {
      terminal.line("This device keeps no sealed copies.");
      return;
    }
    Table table = new Table();
    for (JsonObject copy : held.objects("some")) {
      table.row(copy.text("entry", "?"), Text.size(copy.whole("bytes", 0)), "until " + day(copy));
    }
    table.lines(0).forEach(terminal::line);
    terminal.faint(Text.count(count, "copy"));
    coming(held).ifPresent(terminal::line);
  }

  /** What is said of those that still are to be made. */
  static Optional<String> coming(JsonObject held) {
    long coming = held.whole("coming", 0);
    return coming == 0
        ? Optional.empty()
        : Optional.of("Being sealed just now, and not counted: " + coming + ".");
  }

  private LocalDate day(JsonObject copy) {
    return Instant.ofEpochSecond(copy.whole("until", 0))
        .atZone(session.surroundings().zone().get())
        .toLocalDate();
  }
}
