package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.UploadGate;
import dagbok.profile.CopySeal;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.store.Database;
import dagbok.store.DoomedTable;
import dagbok.store.OldPackTable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what was deleted from this machine: from the store and its log, and then every block that
 * holds it from the IPFS node. Interrupted anywhere, it goes on from there. Thread-safe.
 */
public final class Eraser {
  private static final Logger log = LoggerFactory.getLogger(Eraser.class);

  /** So many blocks are looked at together: all pins are walked for them. */
  private static final int PAGE_BLOCKS = 512;

  /** After so many looks, a block that the IPFS node keeps is pinned by somebody else for good. */
  private static final int MAX_TRIES = 24;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LAST_PAUSE = Duration.ofHours(1);
  private static final int MAX_DOUBLINGS = 10;

  /** Replaced packs that hold nothing erased are taken away a few at a time. */
  private static final int OLD_PACKS = 64;

  private final Blocks blocks;
  private final Database database;
  private final UploadGate gate;
  private final KeyFolder keys;
  private final SecureRandom random;
  private final ScheduledExecutorService executor;
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicBoolean waiting = new AtomicBoolean();

  /** Whether the log may hold what was erased. */
  private final AtomicBoolean isLogFull = new AtomicBoolean();

  /**
   * {@code gate}: what uploads go through; {@code keys}: of this machine's devices, to which copies
   * are sealed; {@code executor}, which stays the caller's, speaks with the IPFS node.
   */
  public Eraser(
      Blocks blocks,
      Database database,
      UploadGate gate,
      KeyFolder keys,
      SecureRandom random,
      ScheduledExecutorService executor) {
    this.blocks = blocks;
    this.database = database;
    this.gate = gate;
    this.keys = keys;
    this.random = random;
    this.executor = executor;
  }

  /**
   * Erases from the store what void and deleted entries of a profile left, and takes back sealed
   * copies of what stands again; which entries became visible by that.
   */
  public List<Cid> eraseHere(Replica replica) {
    if (!replica.mayErase()) {
      return List.of();
    }
    List<CopySeal> seals = replica.own() ? seals(replica) : List.of();
    List<Cid> restored = new ArrayList<>();
    List<Cid> some = replica.restore(seals);
    while (!some.isEmpty()) {
      restored.addAll(some);
      some = replica.restore(seals);
    }
    boolean erased = false;
    while (replica.eraseSome(seals.stream().findFirst())) {
      erased = true;
    }
    if (erased) {
      isLogFull.set(true);
      emptyLog();
    }
    return restored;
  }

  /**
   * Throws the sealed copies of all of a profile's entries away, and makes none of what is still to
   * be erased; how many there were.
   */
  public long discardCopies(Replica replica) {
    replica.discardComingCopies();
    return discardCopies(replica, Long.MAX_VALUE);
  }

  /** Throws the sealed copies of a profile with numbers up to {@code last} away; how many. */
  public long discardCopies(Replica replica, long last) {
    long discarded = 0;
    int some = replica.discardCopies(last);
    while (some > 0) {
      discarded += some;
      some = replica.discardCopies(last);
    }
    discarded();
    return discarded;
  }

  /** Throws the sealed copies of some entries away; how many. */
  public long discardCopies(Replica replica, Collection<Cid> entries) {
    long discarded = entries.stream().filter(replica::discardCopy).count();
    discarded();
    return discarded;
  }

  private void discarded() {
    isLogFull.set(true);
    emptyLog();
    eraseThere();
  }

  /** Whoever reads just now keeps the store's log from being emptied. */
  private void emptyLog() {
    if (isLogFull.compareAndSet(true, false) && !database.emptyLog()) {
      isLogFull.set(true);
    }
  }

  private boolean isOver() {
    return !isLogFull.get() && page(0).isEmpty();
  }

  /** To each key of the profile that is here, since one may have come after a copy. */
  private List<CopySeal> seals(Replica replica) {
    return keys.of(replica.profile()).stream().map(key -> new CopySeal(key, random)).toList();
  }

  /**
   * Removes the blocks that hold what was erased from the IPFS node, soon and again after a while
   * as long as some of them stay. Returns at once.
   */
  public void eraseThere() {
    rounds.set(0);
    if (!isOver()) {
      schedule(Duration.ZERO);
    }
  }

  private void schedule(Duration pause) {
    if (waiting.compareAndSet(false, true)) {
      var unused = executor.schedule(this::round, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void round() {
    waiting.set(false);
    try {
      emptyLog();
      removeAll();
    } catch (RuntimeException e) {
      log.warn("what was deleted is taken from the IPFS node later: {}", e.getMessage());
      log.debug("later", e);
    }
    if (!isOver()) {
      int doublings = Math.min(rounds.getAndIncrement(), MAX_DOUBLINGS);
      Duration pause = FIRST_PAUSE.multipliedBy(1L << doublings);
      schedule(pause.compareTo(LAST_PAUSE) < 0 ? pause : LAST_PAUSE);
    }
  }

  private void removeAll() {
    long place = 0;
    List<DoomedTable.Row> page = page(place);
    while (!page.isEmpty()) {
      remove(page);
      place = page.get(page.size() - 1).id();
      page = page(place);
    }
  }

  private List<DoomedTable.Row> page(long after) {
    return database.read(tx -> DoomedTable.page(tx, after, PAGE_BLOCKS));
  }

  private void remove(List<DoomedTable.Row> page) {
    List<DoomedTable.Row> here =
        page.stream().filter(row -> blocks.local(row.cid()).isPresent()).toList();
    List<Cid> parts = here.stream().flatMap(row -> parts(row.cid()).stream()).toList();
    database.write(
        tx -> {
          DoomedTable.add(tx, parts);
          return parts;
        });
    List<DoomedTable.Row> left = new ArrayList<>();
    if (!gate.remove(() -> left.addAll(removed(here)))) {
      return; // a file is on its way that may be one of them: later
    }
    database.write(
        tx -> {
          for (DoomedTable.Row row : page) {
            if (left.contains(row) && row.tries() < MAX_TRIES) {
              DoomedTable.kept(tx, row);
            } else {
              DoomedTable.remove(tx, row);
            }
          }
          return page;
        });
  }

  /** Removes those that nobody needs; which the IPFS node kept. */
  private List<DoomedTable.Row> removed(List<DoomedTable.Row> here) {
    List<DoomedTable.Row> unneeded = here.stream().filter(row -> !isNeeded(row.cid())).toList();
    blocks.remove(unneeded.stream().map(DoomedTable.Row::cid).toList());
    return unneeded.stream().filter(row -> blocks.local(row.cid()).isPresent()).toList();
  }

  private boolean isNeeded(Cid block) {
    return database.read(tx -> DoomedTable.isNeeded(tx, block));
  }

  /** The blocks that a file is made of. */
  private List<Cid> parts(Cid cid) {
    if (cid.codec() != Multicodec.DAG_PB) {
      return List.of();
    }
    try {
      Optional<Block> block = blocks.local(cid);
      return block.isPresent() ? Links.of(block.get()) : List.of();
    } catch (DecodeException e) {
      return List.of(); // no file after all
    }
  }

  /** Removes some packs of each profile from the IPFS node that others took the place of, later. */
  public void sweep(List<Replica> replicas) {
    executor.execute(
        () -> {
          try {
            sweepSome(replicas);
          } catch (RuntimeException e) {
            log.info("replaced packs are taken away later: {}", e.getMessage());
            log.debug("later", e);
          }
        });
  }

  /** All at once, since the IPFS node's pins are walked for each removal. */
  private void sweepSome(List<Replica> replicas) {
    Map<Replica, List<Cid>> packs = new LinkedHashMap<>();
    for (Replica replica : replicas) {
      packs.put(replica, database.read(tx -> OldPackTable.oldest(tx, replica.row(), OLD_PACKS)));
    }
    blocks.remove(
        packs.values().stream().flatMap(List::stream).filter(pack -> !isNeeded(pack)).toList());
    packs.forEach(
        (replica, some) -> {
          List<Cid> gone = some.stream().filter(pack -> blocks.local(pack).isEmpty()).toList();
          database.write(
              tx -> {
                OldPackTable.remove(tx, replica.row(), gone);
                return gone;
              });
        });
  }
}
