package dagbok.web.page;

import dagbok.schema.ProfileId;
import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Form;
import dagbok.web.http.Statuses;
import dagbok.web.port.Daemon;
import dagbok.web.port.Devices;
import dagbok.web.port.PairingFile;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import dagbok.web.qr.QrCode;
import dagbok.web.text.Times;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** {@code /settings/devices}: what writes to the profile in use, and inviting another device. */
public final class DevicesPage {
  static final String PATH = "/settings/devices";

  /** All of it. */
  public record View(
      Optional<Person> person,
      List<Row> rows,
      Optional<Invited> invited,
      Optional<Problem> problem) {}

  /**
   * A device.
   *
   * @param tail the end of its CID
   * @param by what granted it, in words
   */
  public record Row(
      String device,
      String name,
      String tail,
      boolean here,
      boolean inForce,
      Times.Stamp since,
      String by,
      Optional<Times.Stamp> last) {}

  /**
   * An invitation.
   *
   * @param file the number of the file to carry next, 0 without one
   * @param size modules on a side of the QR code, {@code path} the dark ones
   */
  public record Invited(
      String code,
      String text,
      List<String> addresses,
      Times.Stamp expires,
      String stage,
      List<String> words,
      String asking,
      Optional<Problem> why,
      int file,
      int size,
      String path) {}

  private static final int TAIL_CHARS = 6;

  private final Frame frame;
  private final Daemon daemon;
  private final Times times;

  DevicesPage(Frame frame, Daemon daemon, Times times) {
    this.frame = frame;
    this.daemon = daemon;
    this.times = times;
  }

  Answer show(Call call) {
    return page(200, Optional.empty());
  }

  Answer invite(Call call) throws IOException {
    try (Form form = call.form()) {
      ProfileId profile =
          frame
              .me()
              .map(Profiles.ProfileView::profile)
              .orElseThrow(
                  () ->
                      new Refusal(
                          Refusal.Reason.CONFLICT,
                          "there is no profile here to invite a device to",
                          "make one first, or join that of another device"));
      boolean byFile = form.text("way").equals(Optional.of("file"));
      return done(() -> daemon.devices().invite(profile, byFile, form.text("name")));
    }
  }

  /** The file to carry to the other device. */
  Answer saved(Call call) {
    return PairingFiles.saved(
        daemon.devices().invitation().flatMap(Devices.InvitationView::file),
        "go back to Devices and choose Carry a file");
  }

  /** The file that came from the other device. */
  Answer carried(Call call) throws IOException {
    try (Form form = call.form()) {
      return done(() -> daemon.devices().carried(PairingFiles.required(form)));
    }
  }

  Answer confirm(Call call) throws IOException {
    return done(() -> daemon.devices().confirm());
  }

  Answer cancel(Call call) throws IOException {
    return done(() -> daemon.devices().cancel());
  }

  /** What is asked of the daemon. */
  interface Work {
    void run() throws IOException;
  }

  private Answer done(Work work) throws IOException {
    try {
      work.run();
      return Answer.seeOther(PATH);
    } catch (Refusal e) {
      int status = Statuses.of(e.reason());
      return page(status, Optional.of(Problem.of(status, e)));
    }
  }

  private Answer page(int status, Optional<Problem> problem) {
    Optional<Profiles.ProfileView> me = frame.me();
    List<Row> rows =
        me.map(profile -> rows(daemon.devices().list(profile.profile()))).orElse(List.of());
    View view =
        new View(
            me.map(Person::of), rows, daemon.devices().invitation().map(this::invited), problem);
    Frame.Heading heading = new Frame.Heading("Devices", "people", frame.mark(), "");
    return frame.page(status, "devices", heading, view).with("Cache-Control", "no-store");
  }

  private List<Row> rows(List<Devices.DeviceView> devices) {
    return devices.stream().map(device -> row(device, devices)).toList();
  }

  private Row row(Devices.DeviceView device, List<Devices.DeviceView> all) {
    String by =
        device
            .by()
            .flatMap(cid -> all.stream().filter(d -> d.device().equals(cid)).findFirst())
            .map(granter -> granter.here() ? "this device" : name(granter))
            .orElse("the recovery phrase");
    return new Row(
        device.device().toString(),
        name(device),
        tail(device),
        device.here(),
        device.inForce(),
        times.stamp(device.since()),
        by,
        device.last().map(last -> times.stamp(last.time())));
  }

  static String name(Devices.DeviceView device) {
    return device.name().orElseGet(() -> device.here() ? "This device" : "Device " + tail(device));
  }

  private static String tail(Devices.DeviceView device) {
    String cid = device.device().toString();
    return cid.substring(cid.length() - TAIL_CHARS);
  }

  private Invited invited(Devices.InvitationView view) {
    QrCode code = QrCode.of(view.text());
    return new Invited(
        view.code(),
        view.text(),
        view.addresses(),
        times.stamp(view.expires()),
        view.stage().name(),
        view.words(),
        view.asking().orElse("A device"),
        view.why().map(JoinPage::problem),
        view.file().map(PairingFile::number).orElse(0),
        code.size(),
        code.path());
  }
}
