package dagbok.sync;

import dagbok.ipfs.IpfsException;
import dagbok.profile.LimitException;
import dagbok.store.StoreException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far a replica has come.
 *
 * @param phase what is going on
 * @param packsDone how many of the missing packs are in
 * @param packsTotal how many were missing
 * @param trouble what stands in the way; it is tried again by itself
 */
public record SyncState(Phase phase, long packsDone, long packsTotal, Optional<Trouble> trouble) {
  /** What is going on. */
  public enum Phase {
    /** No head was heard of yet. */
    LOOKING,
    /** Packs are being fetched. */
    FETCHING,
    /** In step with the newest head heard of. */
    IN_STEP
  }

  /**
   * What stands in the way.
   *
   * @param code a word for scripts
   * @param text what is wrong, for people
   * @param cure what to do about it
   */
  public record Trouble(String code, String text, String cure) {
    /** What an exception says to people. */
    static Trouble of(Throwable why) {
      String text = String.valueOf(why.getMessage());
      if (why instanceof IpfsException ipfs) {
        return new Trouble("profile", text, ipfs.cure());
      }
      if (why instanceof LimitException limit) {
        return new Trouble(limit.code(), text, limit.cure());
      }
      if (why instanceof StoreException store) {
        return new Trouble("store", text, store.reason().cure());
      }
      return new Trouble("internal", why.toString(), "Report it with the log");
    }
  }

  static final SyncState START = new SyncState(Phase.LOOKING, 0, 0, Optional.empty());
  static final SyncState IN_STEP = new SyncState(Phase.IN_STEP, 0, 0, Optional.empty());

  static SyncState of(@Nullable SyncState state) {
    return state == null ? START : state;
  }

  SyncState fetching(long done, long total) {
    return new SyncState(Phase.FETCHING, done, total, Optional.empty());
  }

  SyncState withTrouble(Throwable why) {
    return new SyncState(phase, packsDone, packsTotal, Optional.of(Trouble.of(why)));
  }

  SyncState inStep() {
    return new SyncState(Phase.IN_STEP, 0, 0, trouble);
  }
}
