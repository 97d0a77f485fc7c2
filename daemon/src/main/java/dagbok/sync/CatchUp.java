package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.Offer;
import dagbok.dag.PackCheck;
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

  /** Whether each pack of a head's snapshot is one's own or was taken in. */
  public boolean isInStep(Replica replica, Head head) {
    if (head.snapshot().equals(replica.derived().snapshot().cid())) {
      return true;
    }
    Map<Cid, Mark> marks = database.read(tx -> MarkTable.all(tx, replica.row()));
    return marks.get(head.snapshot()) == Mark.DONE;
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
    Snapshot snapshot = Snapshot.decode(block.bytes());
    if (!snapshot.profile().equals(replica.profile())) {
      throw new SchemaException(
          root, "a snapshot of " + replica.profile(), "" + snapshot.profile());
    }
    return snapshot;
  }

  /** The tail first, since it may be all that is new; then what is still missing, in order. */
  private boolean takeMissing(
      Replica replica, Snapshot snapshot, Set<Cid> tried, Listener listener) {
    List<PackRef> missing = missing(replica, snapshot, tried);
    if (missing.isEmpty()) {
      return true;
    }
    PackRef tail = missing.get(missing.size() - 1);
    Replica.Taken taken = take(replica, tail, fetch(tail));
    listener.packTaken(taken.whole() ? 1 : 0, missing.size(), taken.arrived());
    if (taken.whole()) {
      tried.add(tail.pack());
    }
    return takeInOrder(replica, missing(replica, snapshot, tried), listener);
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
        Replica.Taken taken = take(replica, missing.get(i), join(ahead.remove()));
        whole &= taken.whole();
        listener.packTaken(i + 1, missing.size(), taken.arrived());
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

  private Replica.Taken take(Replica replica, PackRef ref, Block block) {
    try {
      Pack pack = PackCheck.check(ref, block);
      Replica.Taken taken = replica.take(Batch.of(pack));
      taken
          .refused()
          .forEach(
              r -> log.warn("{}: entry {} is refused: {}", replica.profile(), r.entry(), r.why()));
      if (taken.whole() || !taken.refused().isEmpty()) {
        mark(replica, ref.pack(), taken.whole() ? Mark.DONE : Mark.BAD);
      }
      return taken;
    } catch (SchemaException e) {
      log.warn("{}: a pack is refused: {}", replica.profile(), e.getMessage());
      mark(replica, ref.pack(), Mark.BAD);
      String why = String.valueOf(e.getMessage());
      return new Replica.Taken(
          0, List.of(), List.of(new Offer.Refused(ref.pack(), why)), List.of());
    }
  }

  private void mark(Replica replica, Cid cid, Mark mark) {
    database.write(
        tx -> {
          MarkTable.put(tx, replica.row(), cid, mark);
          return mark;
        });
  }
}
