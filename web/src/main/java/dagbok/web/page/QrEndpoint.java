package dagbok.web.page;

import dagbok.web.http.Answer;
import dagbok.web.http.Call;
import dagbok.web.http.Endpoint;
import dagbok.web.port.Daemon;
import dagbok.web.port.Profiles;
import dagbok.web.qr.QrCode;

/** {@code /p/{root}/qr.png}: the share link of a profile as a picture to save. */
final class QrEndpoint implements Endpoint {
  private static final int TAIL_CHARS = 8;

  private final Daemon daemon;

  QrEndpoint(Daemon daemon) {
    this.daemon = daemon;
  }

  @Override
  public Answer answer(Call call) {
    Profiles.ProfileView profile =
        daemon.profiles().get(daemon.profiles().resolve(call.path("root")));
    String root = profile.profile().toString();
    String file = "dagbok-" + root.substring(root.length() - TAIL_CHARS) + ".png";
    return Answer.bytes(200, "image/png", QrCode.ofLink(profile).png())
        .with("Content-Disposition", "attachment; filename=\"" + file + "\"");
  }
}
