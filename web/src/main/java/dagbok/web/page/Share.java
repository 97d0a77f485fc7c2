package dagbok.web.page;

import dagbok.web.port.Profiles;
import dagbok.web.qr.QrCode;

/**
 * A profile as it is given to others.
 *
 * @param label what its parts are called by who can't see them
 * @param png where its QR code can be saved from
 * @param size modules on a side of the QR code, {@code path} the dark ones
 */
public record Share(
    String label, String root, String link, String png, int size, String path, boolean own) {
  static Share of(Profiles.ProfileView profile) {
    QrCode code = QrCode.ofLink(profile);
    return new Share(
        Person.of(profile).name(),
        profile.profile().toString(),
        profile.shareLink(),
        "/p/" + profile.profile() + "/qr.png",
        code.size(),
        code.path(),
        profile.own());
  }
}
