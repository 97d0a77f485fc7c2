package dagbok.sync;

import dagbok.ipfs.IpfsException;
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
public record SyncState(
    Phase phase, long packsDone, long packsTotal, Optional<IpfsException> trouble) {
  /** What is going on. */
  public enum Phase {
    /** No head was heard of yet. */
    LOOKING,
    /** Packs are being fetched. */
    FETCHING,
    /** In step with the newest head heard of. */
    IN_STEP
  }

  static final SyncState START = new SyncState(Phase.LOOKING, 0, 0, Optional.empty());
  static final SyncState IN_STEP = new SyncState(Phase.IN_STEP, 0, 0, Optional.empty());

  static SyncState of(@Nullable SyncState state) {
    return state == null ? START : state;
  }

  SyncState fetching(long done, long total) {
    return new SyncState(Phase.FETCHING, done, total, Optional.empty());
  }

  SyncState withTrouble(IpfsException why) {
    return new SyncState(phase, packsDone, packsTotal, Optional.of(why));
  }

  /** What stands in the way of fetching is not over because something else went well. */
  SyncState withoutTrouble() {
    return phase == Phase.FETCHING
        ? this
        : new SyncState(phase, packsDone, packsTotal, Optional.empty());
  }
}
