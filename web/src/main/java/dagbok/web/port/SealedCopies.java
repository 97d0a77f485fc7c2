package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;

/**
 * What other devices of one's own deleted, and what revokes made void: this device keeps it for 30
 * days, sealed, in case a thief did that.
 */
public interface SealedCopies {
  /** So many are listed at most, and may be named at once. */
  int MAX_LISTED = 1_000;

  /**
   * A copy.
   *
   * @param until when it goes by itself, in seconds since 1970
   */
  record SealedCopy(ProfileId profile, Cid entry, long until, long bytes) {}

  /**
   * The copies that are here.
   *
   * @param count of all; {@code some}: the newest of them
   */
  record Kept(long count, List<SealedCopy> some) {
    /** Copies the list. */
    public Kept {
      some = List.copyOf(some);
    }
  }

  /**
   * Those of a profile; of all of one's own, if none is given.
   *
   * @throws Refusal if it is not one's own
   */
  Kept held(Optional<ProfileId> profile);

  /**
   * Throws those of a profile away for good, or of all of one's own; how many they were.
   *
   * @throws Refusal if it is not one's own
   */
  long erase(Optional<ProfileId> profile);

  /**
   * Throws those of some entries away for good; how many they were.
   *
   * @throws Refusal if there is none of one of them; nothing is erased then
   */
  long erase(List<Cid> entries);
}
