package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Arrival;
import dagbok.dag.History;
import dagbok.dag.SnapshotCheck;
import dagbok.ipfs.Blocks;
import dagbok.profile.Allowance;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.profile.Signers;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.MarkTable.Kind;
import dagbok.store.MarkTable.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a replica in step with a head: fetches the packs that it lacks, each at most once in one
 * go, and takes them in, several at a time. What was taken in is durable, so that an interruption
 * costs the packs under way at most.
 */
public final class CatchUp {
  private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration SNAPSHOT_TIMEOUT = Duration.ofSeconds(30);

  /** How much is taken in at once, if it is here before the next pack has to be waited for. */
  private static final long MAX_TAKEN_BYTES = 4L << 20;

  /** The newest packs, which come first, have so many items together, */
  private static final int NEWEST_ITEMS = Unchecked.MAX_POSTS;

  /** or are so many, */
  private static final int MAX_NEWEST_PACKS = 8;

  /** or have so many bytes. */
  private static final long NEWEST_BYTES = 512L << 10;

  private final Blocks blocks;
  private final Allowance allowance;
  private final Function<Copy, ExecutorService> fetchers;
  private final PackIntake intake;

  /** {@code fetchers} says who runs the fetches; they belong to the caller. */
  public CatchUp(Blocks blocks, Allowance allowance, Function<Copy, ExecutorService> fetchers) {
    this.blocks = blocks;
    this.allowance = allowance;
    this.fetchers = fetchers;
    this.intake = new PackIntake();
  }

  /** Hears how far catching up has come, and says when to stop. */
  public interface Listener {
    /** So many packs of those that were missing are in, and these entries became visible. */
    void packsTaken(int done, int total, List<Cid> arrived);

    /**
     * Whether the newest packs are to come first so that they can be read, or the last one alone.
     */
    default boolean wantsNewest() {
      return false;
    }

    /** What came in the newest packs, while what is behind it is still to come. */
    default void newestCame(Batch newest) {}

    /** How long to wait for a snapshot, before other heads have their turn. */
    default Duration patience() {
      return SNAPSHOT_TIMEOUT;
    }

    /** Whether to go on, asked when what came is taken in. */
    default boolean goesOn() {
      return true;
    }

    /** Whether the profile is still held; nothing is taken in for one that is not. */
    default boolean isHeld() {
      return true;
    }
  }

  /** How it ended. */
  public enum Result {
    /** One is in step with the head. */
    IN_STEP,
    /** The head speaks of what is not right; its device is to blame. */
    WRONG,
    /** One was told to stop. */
    STOPPED
  }

  /** Whether one is in step with a head, which is remembered if so. */
  boolean isInStep(Copy replica, Head head) {
    boolean inStep = replica.isInStep(head);
    if (inStep && replica.mark(head.snapshot()).isEmpty()) {
      mark(replica, head.snapshot(), Mark.DONE);
    }
    return inStep;
  }

  /** Whether a head is known to be wrong. */
  boolean isWrong(Copy replica, Head head) {
    return replica.contradicts(head) || replica.mark(head.snapshot()).equals(Optional.of(Mark.BAD));
  }

  /**
   * Catches up with a head, checked by the caller.
   *
   * @throws dagbok.ipfs.IpfsException if a block could not be had; what was taken in stays
   * @throws dagbok.profile.LimitException if the profile may not have that much
   */
  public Result run(Copy replica, Encoded<Head> head, Listener listener) {
    Cid root = head.value().snapshot();
    if (isWrong(replica, head.value())) {
      return Result.WRONG;
    }
    if (isInStep(replica, head.value())) {
      return Result.IN_STEP;
    }
    try {
      Block block = blocks.fetch(root, listener.patience());
      Snapshot snapshot = SnapshotCheck.check(root, block.bytes(), replica.profile());
      Result result = new Run(replica, snapshot, listener).takeMissing();
      if (result != Result.STOPPED) {
        mark(replica, root, result == Result.IN_STEP ? Mark.DONE : Mark.BAD);
      }
      return replica.contradicts(head.value()) ? Result.WRONG : result;
    } catch (SchemaException e) {
      log.warn("head {} of {} is refused: {}", head.cid(), replica.profile(), e.getMessage());
      mark(replica, root, Mark.BAD);
      return Result.WRONG;
    }
  }

  private void mark(Copy replica, Cid snapshot, Mark mark) {
    replica.mark(Kind.SNAPSHOT, Map.of(snapshot, mark));
  }

  /** Catching up with one snapshot, once. */
  private final class Run {
    private final Copy replica;
    private final Snapshot snapshot;
    private final Listener listener;
    private final Signers signers;
    private final Set<Cid> done = new HashSet<>();

    /** The newest packs, which came first and may wait for the others. */
    private final List<OpenPack> newest = new ArrayList<>();

    private boolean isRight = true;

    /** Whether the newest packs are to be read before the others are here. */
    private final boolean shows;

    private boolean showsAgain;

    Run(Copy replica, Snapshot snapshot, Listener listener) {
      this.replica = replica;
      this.snapshot = snapshot;
      this.listener = listener;
      this.shows = listener.wantsNewest();
      this.signers = replica.signers();
    }

    /**
     * The newest first, since they may be all that is new and else can be read already; then what
     * is still missing, in order, and what waited for it.
     */
    Result takeMissing() {
      List<PackRef> missing = missing();
      if (missing.isEmpty()) {
        return Result.IN_STEP;
      }
      long claimed = missing.stream().mapToLong(PackRef::bytes).sum();
      allowance.checkPacks(replica, claimed);
      if (!takeInOrder(newest(missing), missing.size(), newest::add)) {
        return Result.STOPPED;
      }
      List<PackRef> rest = missing();
      newest.removeIf(pack -> !rest.contains(pack.ref()));
      show();
      List<PackRef> older = new ArrayList<>(rest);
      newest.forEach(pack -> older.remove(pack.ref()));
      if (!takeInOrder(older, rest.size(), pack -> {})
          || !take(new ArrayList<>(newest), rest.size(), rest.size())) {
        return Result.STOPPED;
      }
      return isRight && done.containsAll(cids(rest)) ? Result.IN_STEP : Result.WRONG;
    }

    private List<PackRef> newest(List<PackRef> missing) {
      int first = missing.size() - 1;
      long items = missing.get(first).items();
      long bytes = missing.get(first).bytes();
      while (shows
          && first > 0
          && items < NEWEST_ITEMS
          && bytes < NEWEST_BYTES
          && missing.size() - first < MAX_NEWEST_PACKS) {
        first--;
        items += missing.get(first).items();
        bytes += missing.get(first).bytes();
      }
      return missing.subList(first, missing.size());
    }

    /** Shows the newest packs that wait, once more when the next ones brought keys of devices. */
    private void show() {
      List<OpenPack> right = newest.stream().filter(OpenPack::isRight).toList();
      if (shows && !right.isEmpty()) {
        Batch batch = PackIntake.batch(right);
        List<Arrival> signed = batch.arrivals();
        showsAgain = !showsAgain && signed.stream().anyMatch(item -> item.signedBy().isEmpty());
        listener.newestCame(new Batch(signers.check(signed), batch.refused(), batch.contents()));
      }
    }

    private static List<Cid> cids(List<PackRef> refs) {
      return refs.stream().map(PackRef::pack).toList();
    }

    private List<PackRef> missing() {
      Set<Cid> known = new HashSet<>(replica.marks().keySet());
      known.addAll(done);
      replica.read(History::packs).forEach(ref -> known.add(ref.pack()));
      return snapshot.packs().stream().filter(ref -> !known.contains(ref.pack())).toList();
    }

    /** Whether all of them were taken; false if one was told to stop. */
    private boolean takeInOrder(List<PackRef> packs, int total, Consumer<OpenPack> also) {
      List<OpenPack> here = new ArrayList<>();
      long bytes = 0;
      int taken = 0;
      try (PackFetch fetch = new PackFetch(blocks, fetchers.apply(replica), signers, packs)) {
        while (fetch.hasNext()) {
          if (here.isEmpty() && !listener.goesOn()) {
            return false;
          }
          OpenPack next = next(fetch, here, taken, total);
          here.add(next);
          also.accept(next);
          taken++;
          bytes += next.length();
          if (bytes >= MAX_TAKEN_BYTES || !fetch.isReady()) {
            if (!take(here, taken, total)) {
              return false;
            }
            bytes = 0;
          }
        }
      }
      return take(here, taken, total);
    }

    /** If the next one can't be had, what came is taken in, so that it is not fetched again. */
    private OpenPack next(PackFetch fetch, List<OpenPack> here, int taken, int total) {
      try {
        return fetch.next();
      } catch (RuntimeException e) {
        boolean unused = take(here, taken, total);
        throw e;
      }
    }

    /** Empties the list; false if the profile is no longer held. */
    private boolean take(List<OpenPack> here, int taken, int total) {
      if (!listener.isHeld()) {
        return false;
      }
      if (here.isEmpty()) {
        return true;
      }
      List<OpenPack> packs = List.copyOf(here);
      here.clear();
      long bytes = packs.stream().mapToLong(OpenPack::length).sum();
      allowance.checkPacks(replica, bytes);
      PackIntake.Outcome outcome = intake.take(replica, packs);
      done.addAll(outcome.done());
      isRight &= outcome.right();
      listener.packsTaken(taken, total, outcome.arrived());
      if (showsAgain) {
        show();
      }
      return true;
    }
  }
}
