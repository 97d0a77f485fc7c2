package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.Fault;
import dagbok.dag.PackCheck;
import dagbok.dag.SnapshotCheck;
import dagbok.ipfs.Blocks;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a replica in step with a head: fetches the packs that it lacks, each at most once in one
 * go, and takes them in. What was taken in is durable, so that an interruption costs the packs
 * under way at most.
 */
public final class CatchUp {
  private static final Logger log = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration FETCH_TIMEOUT = Duration.ofSeconds(60);
  private static final int FETCHED_AHEAD = 4;
  private static final int MAX_LOGGED = 4;

  private final Blocks blocks;
  private final Database database;
  private final Executor fetchers;

  /** {@code fetchers} runs the fetches; it belongs to the caller. */
  public CatchUp(Blocks blocks, Database database, Executor fetchers) {
    this.blocks = blocks;
    this.database = database;
    this.fetchers = fetchers;
  }

  /** Hears how far catching up has come. */
  public interface Listener {
    /** So many packs of those that were missing are in, and these entries became visible. */
    void packTaken(int done, int total, List<Cid> arrived);
  }

  /**
   * Whether each pack of a head's snapshot is one's own or was taken in. What one was in step with
   * once is remembered, so that it is not fetched when the set has grown beyond it.
   */
  public boolean isInStep(Replica replica, Head head) {
    Map<Cid, Mark> marks = database.read(tx -> MarkTable.all(tx, replica.row()));
    if (marks.get(head.snapshot()) == Mark.DONE) {
      return true;
    }
    boolean same = head.snapshot().equals(replica.derived().snapshot().cid());
    if (same) {
      mark(replica, head.snapshot(), Mark.DONE);
    }
    return same;
  }

  /** Whether a head's snapshot was found to be wrong. */
  public boolean isBad(Replica replica, Head head) {
    Map<Cid, Mark> marks = database.read(tx -> MarkTable.all(tx, replica.row()));
    return marks.get(head.snapshot()) == Mark.BAD;
  }

  /**
   * Catches up with a head, checked by the caller.
   *
   * @return whether the replica is in step with it now
   * @throws dagbok.ipfs.IpfsException if a block could not be had; what was taken in stays
   */
  public boolean run(Replica replica, Encoded<Head> head, Listener listener) {
    Cid root = head.value().snapshot();
    Map<Cid, Mark> marks = database.read(tx -> MarkTable.all(tx, replica.row()));
    if (root.equals(replica.derived().snapshot().cid()) || marks.get(root) == Mark.DONE) {
      return true;
    }
    if (marks.get(root) == Mark.BAD) {
      return false;
    }
    Set<Cid> tried = new HashSet<>();
    try {
      Snapshot snapshot = snapshot(replica, root);
      boolean whole = takeMissing(replica, snapshot, tried, listener);
      mark(replica, root, whole ? Mark.DONE : Mark.BAD);
      return whole;
    } catch (SchemaException e) {
      log.warn("head {} of {} is refused: {}", head.cid(), replica.profile(), e.getMessage());
      mark(replica, root, Mark.BAD);
      return false;
    }
  }

  private Snapshot snapshot(Replica replica, Cid root) throws SchemaException {
    Block block = blocks.fetch(root, FETCH_TIMEOUT);
    return SnapshotCheck.check(root, block.bytes(), replica.profile());
  }

  /** The tail first, since it may be all that is new; then what is still missing, in order. */
  private boolean takeMissing(
      Replica replica, Snapshot snapshot, Set<Cid> tried, Listener listener) {
    List<PackRef> missing = missing(replica, snapshot, tried);
    if (missing.isEmpty()) {
      return true;
    }
    PackRef tail = missing.get(missing.size() - 1);
    Outcome outcome = take(replica, tail, fetch(tail));
    listener.packTaken(outcome.isDone() ? 1 : 0, missing.size(), outcome.arrived());
    if (outcome.isDone()) {
      tried.add(tail.pack());
    }
    boolean rest = takeInOrder(replica, missing(replica, snapshot, tried), listener);
    return outcome.isRight() && rest;
  }

  private boolean takeInOrder(Replica replica, List<PackRef> missing, Listener listener) {
    Deque<CompletableFuture<Block>> ahead = new ArrayDeque<>();
    boolean whole = true;
    try {
      for (int i = 0, next = 0; i < missing.size(); i++) {
        while (next < missing.size() && next < i + FETCHED_AHEAD) {
          PackRef ref = missing.get(next++);
          ahead.add(CompletableFuture.supplyAsync(() -> fetch(ref), fetchers));
        }
        Outcome outcome = take(replica, missing.get(i), join(ahead.remove()));
        whole &= outcome.isDone() && outcome.isRight();
        listener.packTaken(i + 1, missing.size(), outcome.arrived());
      }
    } finally {
      ahead.forEach(fetch -> fetch.cancel(true));
    }
    return whole;
  }

  private List<PackRef> missing(Replica replica, Snapshot snapshot, Set<Cid> tried) {
    Map<Cid, Mark> marks = database.read(tx -> MarkTable.all(tx, replica.row()));
    Set<Cid> own = new HashSet<>();
    for (PackedRun pack : replica.derived().packs()) {
      own.add(pack.ref().pack());
    }
    List<PackRef> missing = new ArrayList<>();
    for (PackRef ref : snapshot.packs()) {
      boolean known = own.contains(ref.pack()) || marks.containsKey(ref.pack());
      if (!known && !tried.contains(ref.pack())) {
        missing.add(ref);
      }
    }
    return missing;
  }

  private Block fetch(PackRef ref) {
    return blocks.fetch(ref.pack(), FETCH_TIMEOUT);
  }

  private static Block join(CompletableFuture<Block> fetch) {
    try {
      return fetch.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * What came of a pack.
   *
   * @param isRight nothing is wrong with it, nor with what its snapshot says of it
   * @param isDone all its items are in
   */
  private record Outcome(boolean isRight, boolean isDone, List<Cid> arrived) {}

  private Outcome take(Replica replica, PackRef ref, Block block) {
    try {
      return take(replica, ref, block, Pack.decode(block.bytes()));
    } catch (SchemaException e) {
      log.warn("{}: pack {} is refused: {}", replica.profile(), ref.pack(), e.getMessage());
      mark(replica, ref.pack(), Mark.BAD);
      return new Outcome(false, false, List.of());
    }
  }

  /**
   * Items are taken singly, whatever else is wrong. The pack's mark is for them alone: for a lie
   * about a pack its snapshot is to blame, since others may name the same pack rightly.
   */
  private Outcome take(Replica replica, PackRef ref, Block block, Pack pack) {
    Replica.Taken taken = replica.take(Batch.of(pack));
    List<Fault> faults = PackCheck.faults(ref, pack);
    taken.refused().stream()
        .limit(MAX_LOGGED)
        .forEach(
            r -> log.warn("{}: entry {} is refused: {}", replica.profile(), r.entry(), r.why()));
    faults.stream()
        .limit(MAX_LOGGED)
        .forEach(f -> log.warn("{}: in pack {}, {}", replica.profile(), ref.pack(), f));
    if (taken.whole() || !taken.refused().isEmpty()) {
      mark(replica, ref.pack(), taken.whole() ? Mark.DONE : Mark.BAD);
    }
    boolean right =
        taken.refused().isEmpty() && faults.isEmpty() && block.bytes().length == ref.bytes();
    return new Outcome(right, taken.whole(), taken.arrived());
  }

  private void mark(Replica replica, Cid cid, Mark mark) {
    database.write(
        tx -> {
          MarkTable.put(tx, replica.row(), cid, mark);
          return mark;
        });
  }
}
