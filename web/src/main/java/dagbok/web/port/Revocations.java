package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/** Taking the right to write from a device: a lost or stolen one, or this one. */
public interface Revocations {
  /** The most entries of a device that are shown. */
  int MAX_SHOWN = 50;

  /** An entry of a device, with the time that it claims, its kind, and how its text begins. */
  record Wrote(Cid entry, long time, String kind, String excerpt) {}

  /**
   * What is to end.
   *
   * @param last of what the device wrote the last that stands; empty: the newest that is known
   *     here; the device itself: nothing
   * @param phrase the recovery phrase, which may end any device
   */
  record Request(ProfileId profile, Cid device, Optional<Cid> last, Optional<String> phrase) {
    /** Does not show the phrase. */
    @Override
    public String toString() {
      return "revoke of " + device;
    }
  }

  /**
   * What became of it.
   *
   * @param last the last entry that stands
   */
  record Revoked(Cid entry, Cid device, Cid last) {}

  /** The newest that a device wrote, the last first. */
  List<Wrote> wrote(ProfileId profile, Cid device);

  /**
   * Ends a device; returns when that is durable. A device may end itself, or one that it granted,
   * or one that such a one granted.
   *
   * @throws Refusal if the phrase is needed, or is another profile's, or what is named is not there
   */
  Revoked revoke(Request request);
}
