package dagbok.profile;

import dagbok.schema.ProfileId;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Whether there is room for more of a profile. One's own always have it. Thread-safe. */
public final class Allowance {
  private static final long MEBIBYTE = 1L << 20;

  private final LongSupplier followedBytes;
  private final Budget budget;
  private final BooleanSupplier isDiskLow;

  /**
   * Within this budget, and as long as the disk has room. {@code followedBytes} says what all
   * profiles that are not one's own have.
   */
  public Allowance(LongSupplier followedBytes, Budget budget, BooleanSupplier isDiskLow) {
    this.followedBytes = followedBytes;
    this.budget = budget;
    this.isDiskLow = isDiskLow;
  }

  /**
   * Checks that a profile may take so many bytes of entries, payloads and small contents more.
   *
   * @throws LimitException if it may not
   */
  public void checkPacks(Copy replica, long more) {
    if (replica.own()) {
      return;
    }
    checkDisk(replica);
    long bytes = replica.bytes() + more;
    if (bytes > budget.profileBytes()) {
      throw tooLarge(replica.profile(), bytes, budget.profileBytes());
    }
    long all = followedBytes.getAsLong() + more;
    if (all > budget.allBytes()) {
      throw new LimitException(
          "profiles-too-large",
          "All followed profiles together have "
              + mebibytes(all)
              + " of posts, more than the "
              + mebibytes(budget.allBytes())
              + " that they may have here; nothing more is fetched",
          "Unfollow what you can do without: 'dagbok unfollow PROFILE'");
    }
  }

  /** What the files of one followed profile may take. */
  public long fileBytes() {
    return budget.fileBytes();
  }

  /** The same for all of them together. */
  public long allFileBytes() {
    return budget.allFileBytes();
  }

  /**
   * Checks that the disk has room for anything more of a profile.
   *
   * @throws LimitException if it has not
   */
  public void checkDisk(Copy replica) {
    if (!replica.own() && isDiskLow.getAsBoolean()) {
      throw new LimitException(
          "disk-low",
          "The disk is nearly full, so nothing more of other people's profiles is fetched",
          "Make room on the disk of the data folder");
    }
  }

  static LimitException tooLarge(ProfileId profile, long bytes, long most) {
    return new LimitException(
        "profile-too-large",
        "The profile has "
            + mebibytes(bytes)
            + " of posts, more than the "
            + mebibytes(most)
            + " that one followed profile may have here; nothing more of it is fetched",
        "If you do not want it: 'dagbok unfollow " + profile + "'");
  }

  private static String mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
  }
}
