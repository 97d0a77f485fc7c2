package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code dagbok device confirm}. */
@Command(
    name = "confirm",
    description = {
      "Goes on with an invitation: waits for the other device, shows the words to compare, and",
      "grants the device if you say that they are the same."
    },
    footer = {"  dagbok device confirm"})
final class DeviceConfirmCommand implements Callable<Integer> {
  private final Session session;

  DeviceConfirmCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonObject unused =
        DeviceInviteCommand.confirm(session, new PairingTalk(session, "invitation"));
    return ExitCode.DONE.number();
  }
}
