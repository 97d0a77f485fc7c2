package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok discover}. */
@Command(
    name = "discover",
    description = {
      "Lists profiles whose owners want strangers to find them, as far as this machine heard of them in the"
          + " last day and does not have them. Their names come when you follow them.",
      "To be found yourself, run 'dagbok profile findable PROFILE yes'."
    },
    footer = {"  dagbok discover", "  dagbok discover --json"})
final class DiscoverCommand implements Callable<Integer> {
  private final Session session;

  DiscoverCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<JsonObject> found = new ArrayList<>();
    session.lines("found", found::add);
    if (session.globals().json) {
      found.forEach(one -> session.print(one, shown -> {}));
    } else if (found.isEmpty()) {
      session
          .terminal()
          .line("Nobody was heard of yet. Who wants to be found says so every three hours.");
    } else {
      Table table = new Table();
      found.forEach(
          one ->
              table.row(
                  Instant.ofEpochSecond(one.whole("time", 0)).toString(),
                  one.text("profile", "?")));
      table.lines(0).forEach(session.terminal()::line);
    }
    return ExitCode.DONE.number();
  }
}
