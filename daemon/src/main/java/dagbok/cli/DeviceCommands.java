package dagbok.cli;

import java.util.List;
import picocli.CommandLine.Command;

/** {@code dagbok device}, above the commands on devices. */
@Command(
    name = "device",
    description = "Lists the devices that write to a profile, adds others, and takes them away.",
    footer = {"  dagbok device list", "  dagbok device invite"})
final class DeviceCommands implements CommandGroup {
  DeviceCommands(Session session) {}

  @Override
  public List<Object> commands(Session session) {
    return List.of(
        new DeviceListCommand(session),
        new DeviceShowCommand(session),
        new DeviceRevokeCommand(session),
        new DeviceInviteCommand(session),
        new DeviceConfirmCommand(session),
        new DeviceJoinCommand(session));
  }
}
