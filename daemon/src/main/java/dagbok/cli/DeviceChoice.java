package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A device by its CID, or by the end of it, as {@code device list} shows it. */
record DeviceChoice(String profile, String device) {
  static DeviceChoice of(Session session, String asked) {
    String profile = "profiles/" + ProfileChoice.of(session, null).segment();
    List<JsonObject> devices = new ArrayList<>();
    session.lines(profile + "/devices", devices::add);
    List<String> found =
        devices.stream()
            .flatMap(device -> device.text("device").stream())
            .filter(cid -> !asked.isBlank() && cid.endsWith(asked.strip()))
            .toList();
    if (found.size() != 1) {
      throw new Failure(
          ExitCode.FAILED,
          "'"
              + asked
              + "' is "
              + (found.isEmpty() ? "no device" : "more than one device")
              + " of this profile",
          "dagbok device list");
    }
    return new DeviceChoice(profile, found.get(0));
  }

  /** Its place in the API. */
  String path() {
    return profile + "/devices/" + device;
  }
}
