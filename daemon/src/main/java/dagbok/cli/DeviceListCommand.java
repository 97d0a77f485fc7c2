package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.cli.term.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok device list}. */
@Command(
    name = "list",
    description =
        "Lists the devices of a profile: which is this one, who granted it, what it wrote.",
    footer = {"  dagbok device list", "  dagbok device list anna --json"})
final class DeviceListCommand extends ProfileQuery {
  private static final int TAIL_CHARS = 6;

  DeviceListCommand(Session session) {
    super(session);
  }

  @Override
  void show(Session session, String path) {
    List<JsonObject> devices = new ArrayList<>();
    session.lines(path + "/devices", devices::add);
    if (session.globals().json) {
      devices.forEach(device -> session.terminal().data(device.toString()));
      return;
    }
    Table table = new Table().row("Device", "Name", "Since", "Granted by", "Last entry", "");
    for (JsonObject device : devices) {
      table.row(
          tail(device.text("device", "?")),
          device.text("name", device.flag("here") ? "this device" : "-"),
          time(device.whole("since", 0)),
          device.text("by").map(DeviceListCommand::tail).orElse("the phrase"),
          device.object("last").map(last -> time(last.whole("time", 0))).orElse("none yet"),
          state(device));
    }
    table.lines(0).forEach(session.terminal()::line);
  }

  private static String state(JsonObject device) {
    String here = device.flag("here") ? "this machine" : "";
    return device.flag("inForce") ? here : "may write no more";
  }

  private static String tail(String cid) {
    return cid.substring(Math.max(0, cid.length() - TAIL_CHARS));
  }

  private static String time(long seconds) {
    return Instant.ofEpochSecond(seconds).toString();
  }
}
