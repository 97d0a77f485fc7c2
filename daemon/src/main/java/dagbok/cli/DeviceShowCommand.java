package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dagbok device show}. */
@Command(
    name = "show",
    description = "Shows the newest entries of a device of your profile, the last first.",
    footer = {"  dagbok device show bafyreieav7oql7fdzh5ebx3gfktfhdrljr6hcbzgtjodrspohj36tgo5am"})
final class DeviceShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      index = "0",
      paramLabel = "DEVICE",
      description = "Its CID, or the end of it as 'dagbok device list' shows it.")
  private String device = "";

  DeviceShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<JsonObject> entries = new ArrayList<>();
    session.lines(DeviceChoice.of(session, device).path() + "/entries", entries::add);
    if (session.globals().json) {
      entries.forEach(entry -> session.terminal().data(entry.toString()));
      return ExitCode.DONE.number();
    }
    Table table = new Table().row("Entry", "Time", "Kind", "Text");
    for (JsonObject entry : entries) {
      table.row(
          entry.text("entry", "?"),
          Instant.ofEpochSecond(entry.whole("time", 0)).toString(),
          entry.text("kind", ""),
          entry.text("excerpt", "").replace('\n', ' '));
    }
    table.lines(0).forEach(session.terminal()::line);
    return ExitCode.DONE.number();
  }
}
