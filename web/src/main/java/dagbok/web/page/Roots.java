package dagbok.web.page;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.schema.ProfileId;
import dagbok.web.http.Form;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.util.Optional;

/** What addresses and forms name. */
final class Roots {
  private Roots() {}

  /** The profile that a form is about. */
  static ProfileId profile(Form form, Profiles profiles) {
    return profiles.resolve(
        form.text("profile")
            .orElseThrow(
                () ->
                    new Refusal(
                        Refusal.Reason.BAD_INPUT,
                        "the form names no profile",
                        "load the page again")));
  }

  /** As which of one's own profiles a form was shown, since another may be in use by now. */
  static Optional<ProfileId> as(Form form, Profiles profiles) {
    return form.text("as").map(profiles::resolve);
  }

  /** The CID in an address. */
  static Cid parse(String text) {
    try {
      return Cid.parse(text);
    } catch (CidFormatException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "this is no CID: " + e.getMessage(),
          "check that all of it was copied");
    }
  }
}
