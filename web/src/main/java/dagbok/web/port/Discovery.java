package dagbok.web.port;

import dagbok.schema.ProfileId;
import java.util.List;

/** Strangers who want to be found, and whether one's own profiles do. */
public interface Discovery {
  /**
   * A profile whose owner wants it to be found.
   *
   * @param peers where it can be had, not checked
   * @param time when one of its devices said so, in seconds since 1970
   */
  record Found(ProfileId profile, List<String> peers, long time) {
    public Found {
      peers = List.copyOf(peers);
    }
  }

  /** Those that were heard of and are not here yet, who said so last first. */
  List<Found> found();

  /** Whether a profile of one's own is told to strangers. */
  boolean isFindable(ProfileId profile);

  /** Tells strangers of a profile of one's own from now on, or no more; they forget in a day. */
  void beFindable(ProfileId profile, boolean findable);
}
