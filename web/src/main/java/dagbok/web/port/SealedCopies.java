package dagbok.web.port;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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

  /** Whose: a profile's, that of the one in use if none is named, or all of one's own. */
  record Whose(Optional<ProfileId> profile, boolean all) {
    /** All profiles of one's own. */
    public static final Whose ALL = new Whose(Optional.empty(), true);

    /** The profile in use. */
    public static final Whose IN_USE = new Whose(Optional.empty(), false);

    /** One profile. */
    public static Whose of(ProfileId profile) {
      return new Whose(Optional.of(profile), false);
    }
  }

  /**
   * The copies that are here.
   *
   * @param count of all; {@code some}: the newest of them, the newest first
   * @param newest the number of the newest, none of whose successors is counted; 0 if there is none
   * @param coming of how many more entries copies are being made just now; these are not counted
   */
  record Kept(long count, long newest, long coming, List<SealedCopy> some) {
    /** Copies the list. */
    public Kept {
      some = List.copyOf(some);
    }
  }

  /**
   * Those of somebody.
   *
   * @throws Refusal if it is not one's own
   */
  Kept held(Whose whose);

  /**
   * Throws those of somebody away for good; how many they were.
   *
   * @param last up to which number, so that none goes that nobody saw; empty: also what still is to
   *     be sealed
   * @throws Refusal if it is not one's own
   */
  long erase(Whose whose, OptionalLong last);

  /**
   * Throws those of some entries away for good; how many they were.
   *
   * @throws Refusal if there is none of one of them; nothing is erased then
   */
  long erase(List<Cid> entries);
}
