package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Devices;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.port.Revocations;
import dagbok.web.text.Times;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /settings/devices/{device}}: what one device wrote, and taking it away. */
public final class RevokePage {
  /**
   * What the template shows.
   *
   * @param here whether it is this machine's, which can only sign itself out
   */
  public record View(
      String device,
      String name,
      boolean here,
      boolean inForce,
      List<Row> rows,
      Optional<Problem> problem) {}

  /** An entry of the device. */
  public record Row(String entry, Times.Stamp time, String kind, String excerpt) {}

  private final Frame frame;
  private final Daemon daemon;
  private final Times times;

  RevokePage(Frame frame, Daemon daemon, Times times) {
    this.frame = frame;
    this.daemon = daemon;
    this.times = times;
  }

  Answer show(Call call) {
    return page(200, Roots.parse(call.path("device")), Optional.empty());
  }

  Answer revoke(Call call) throws IOException {
    Cid device = Roots.parse(call.path("device"));
    try (Form form = call.form()) {
      Revocations.Revoked unused =
          daemon
              .revocations()
              .revoke(
                  new Revocations.Request(
                      profile(),
                      device,
                      form.text("last").filter(last -> !last.isBlank()).map(Roots::parse),
                      form.text("phrase").filter(words -> !words.isBlank())));
      return Answer.seeOther(DevicesPage.PATH);
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      return page(status, device, Optional.of(Problem.of(status, e)));
    }
  }

  private ProfileId profile() {
    return frame
        .me()
        .map(Profiles.ProfileView::profile)
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT, "there is no profile of your own here", "/setup"));
  }

  private Answer page(int status, Cid device, Optional<Problem> problem) {
    ProfileId profile = profile();
    Devices.DeviceView found =
        daemon.devices().list(profile).stream()
            .filter(view -> view.device().equals(device))
            .findFirst()
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.NOT_FOUND,
                        "your profile has no such device",
                        "See the list of devices"));
    List<Row> rows =
        daemon.revocations().wrote(profile, device).stream()
            .map(
                wrote ->
                    new Row(
                        wrote.entry().toString(),
                        times.stamp(wrote.time()),
                        wrote.kind(),
                        wrote.excerpt()))
            .toList();
    String name = DevicesPage.name(found);
    View view = new View(device.toString(), name, found.here(), found.inForce(), rows, problem);
    return frame.page(status, "revoke", new Frame.Heading(name, "people", frame.mark(), ""), view);
  }
}
