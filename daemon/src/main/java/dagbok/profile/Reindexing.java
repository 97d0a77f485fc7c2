package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.Arrival;
import dagbok.dag.State;
import dagbok.schema.Item;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import dagbok.store.ReindexTable;
import dagbok.store.StoreException;
import dagbok.work.Ahead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the database of a home anew from the entries, payloads and contents in it: every hash and
 * signature is checked again, and all that follows from them is derived again. The old file, once
 * it has the tables of this version, stays as it is until the new one is whole; after an
 * interruption the next run goes on where that one was. Nobody else may use the home meanwhile.
 */
public final class Reindexing {
  private static final int PAGES_AHEAD = 4;

  private static final Logger log = LoggerFactory.getLogger(Reindexing.class);

  /** How many lost entries are told one by one. */
  private static final int MAX_TOLD = 20;

  private final Path file;
  private final Clock clock;
  private final Verifier verifier;
  private final int pageEntries;

  /** That of the database {@code file}. */
  public Reindexing(Path file, Clock clock, Verifier verifier) {
    this(file, clock, verifier, Integer.MAX_VALUE);
  }

  /** The same in smaller pages. */
  Reindexing(Path file, Clock clock, Verifier verifier, int pageEntries) {
    this.file = file;
    this.clock = clock;
    this.verifier = verifier;
    this.pageEntries = pageEntries;
  }

  /** Hears how far it came. */
  @FunctionalInterface
  public interface Listener {
    /** So far of all ids of entries; in the end at the last. */
    void reached(long done, long all);
  }

  /**
   * What came of it.
   *
   * @param lost how many entries are not in the new file, or not with their payloads: damaged ones,
   *     and those above them
   * @param firstLost some of these
   * @param old where the old file is kept, if anything of it is not in the new one
   */
  public record Result(
      int profiles, long entries, long lost, List<Cid> firstLost, Optional<Path> old) {
    /** Copies the list. */
    public Result {
      firstLost = List.copyOf(firstLost);
    }
  }

  /** Entries of one's own are damaged: without them a device would go on from an earlier one. */
  public static final class OwnDamagedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OwnDamagedException(List<Cid> some) {
      super("posts of your own profile are damaged, or what they name: " + some);
    }
  }

  /** Where the new file of {@code database} is made. */
  public static Path unfinished(Path database) {
    return database.resolveSibling(database.getFileName() + ".reindex");
  }

  /** Takes away what an interruption left; for whoever changes the database. */
  public static void forgetUnfinished(Path database) throws IOException {
    Path unfinished = unfinished(database);
    Files.deleteIfExists(unfinished);
    Files.deleteIfExists(Path.of(unfinished + "-wal"));
    Files.deleteIfExists(Path.of(unfinished + "-shm"));
  }

  /**
   * Does all of it.
   *
   * @throws StoreException if a file can't be read or written
   * @throws OwnDamagedException if it would lose posts of one's own; the old file stays
   */
  public Result run(Listener listener) throws IOException {
    Result result;
    try (Database from = Database.open(file)) {
      List<ReplicaBook.Unopened> unopened =
          new ReplicaBook(from, clock, verifier).unopened(); // what a version before left
      if (!unopened.isEmpty()) {
        throw unopened.get(0).why();
      }
      try (Database to = begun(from)) {
        result = new Run(from, to, listener).run();
      }
    }
    requireClosed(file);
    requireClosed(unfinished(file));
    if (result.old().isPresent()) {
      Files.copy(file, result.old().get());
    }
    Files.move(
        unfinished(file),
        file,
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    return result;
  }

  private static void requireClosed(Path database) throws IOException {
    if (Files.exists(Path.of(database + "-wal"))) {
      throw new IOException("the database " + database + " did not close; nothing was changed");
    }
  }

  /** A name for the old file that nothing has. */
  private Path old() {
    Path old = file.resolveSibling(file.getFileName() + ".before-reindex");
    for (int number = 2; Files.exists(old); number++) {
      old = file.resolveSibling(file.getFileName() + ".before-reindex-" + number);
    }
    return old;
  }

  private Database begun(Database from) throws IOException {
    Path unfinished = unfinished(file);
    Optional<Database> interrupted = interrupted(unfinished);
    if (interrupted.isPresent()) {
      return interrupted.get();
    }
    forgetUnfinished(file);
    Database fresh = Database.open(unfinished);
    fresh.write(
        tx ->
            from.read(
                old -> {
                  ReindexTable.begin(old, tx);
                  return old;
                }));
    return fresh;
  }

  /** What an interruption left, if one can go on with it. */
  private static Optional<Database> interrupted(Path unfinished) {
    try {
      Database to = Database.open(unfinished);
      boolean goesOn = false;
      try {
        goesOn = to.read(ReindexTable::reached).isPresent();
        return goesOn ? Optional.of(to) : Optional.empty();
      } finally {
        if (!goesOn) {
          to.close();
        }
      }
    } catch (StoreException e) {
      if (e.reason() != StoreException.Reason.UNREADABLE) {
        throw e;
      }
      log.warn("{} is damaged, and made anew: {}", unfinished, e.getMessage());
      return Optional.empty();
    }
  }

  /** A page that was looked through. */
  private record Page(long end, List<ReindexTable.Row> rows, Map<Long, Batch> batches) {
    /** The entries that are what their rows say, payloads included. */
    Set<Cid> whole() {
      Set<Cid> whole = new HashSet<>();
      Set<Cid> withPayload = new HashSet<>();
      for (Batch batch : batches.values()) {
        for (Arrival arrival : batch.arrivals()) {
          (arrival.payload().isPresent() ? withPayload : whole).add(arrival.entry().cid());
        }
      }
      rows.stream().filter(r -> r.payload().isPresent()).forEach(r -> whole.remove(r.entry()));
      whole.addAll(withPayload);
      return whole;
    }
  }

  /** One going over all entries. */
  private final class Run {
    private final Database from;
    private final Database to;
    private final Listener listener;
    private final long end;
    private final Map<Long, Replica> replicas = new HashMap<>();
    private final Map<Long, Signers> signers = new HashMap<>();
    private long begun;

    Run(Database from, Database to, Listener listener) {
      this.from = from;
      this.to = to;
      this.listener = listener;
      this.end = from.read(ReindexTable::end);
      this.begun = to.read(ReindexTable::reached).orElseThrow();
      for (ProfileTable.Row row : to.read(ProfileTable::all)) {
        Replica replica = Replica.open(row, to, clock, verifier);
        replicas.put(row.id(), replica);
        signers.put(row.id(), replica.signers());
      }
    }

    Result run() {
      ExecutorService readers =
          Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
      try {
        takeAll(readers);
      } finally {
        readers.shutdownNow();
      }
      Set<Long> incomplete = new TreeSet<>(to.read(ReindexTable::losers));
      replicas.values().stream().filter(this::isLess).forEach(r -> incomplete.add(r.row()));
      List<Cid> firstLost = to.read(tx -> ReindexTable.firstLost(tx, MAX_TOLD));
      if (incomplete.stream().anyMatch(profile -> replica(profile).own())) {
        throw new OwnDamagedException(firstLost);
      }
      long lost = to.read(ReindexTable::lost);
      to.write(
          tx -> {
            ReindexTable.end(tx, incomplete);
            return tx;
          });
      long entries =
          replicas.values().stream().mapToLong(r -> r.summary().counts().entries()).sum();
      Optional<Path> old = incomplete.isEmpty() ? Optional.empty() : Optional.of(old());
      return new Result(replicas.size(), entries, lost, firstLost, old);
    }

    /** Whether less of a profile is here than before: contents may be damaged, too. */
    private boolean isLess(Replica replica) {
      State.Counts before = from.read(tx -> new ProfileState(tx, replica.row()).counts());
      State.Counts now = replica.summary().counts();
      return now.entries() < before.entries() || now.live() < before.live();
    }

    private void takeAll(ExecutorService readers) {
      try (Ahead<Page> pages = new Ahead<>(readers, PAGES_AHEAD, this::nextPage)) {
        while (pages.hasNext()) {
          take(pages.next());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while reading a page of entries", e);
      }
    }

    private Optional<Callable<Page>> nextPage() {
      if (begun >= end) {
        return Optional.empty();
      }
      long after = begun;
      begun = from.read(tx -> ReindexTable.pageEnd(tx, after, pageEntries));
      long last = begun;
      return Optional.of(() -> read(after, last));
    }

    private Page read(long after, long last) {
      List<ReindexTable.Row> rows = from.read(tx -> ReindexTable.page(tx, after, last));
      Map<Long, List<ReindexTable.Row>> byProfile = new LinkedHashMap<>();
      rows.forEach(
          row -> byProfile.computeIfAbsent(row.profile(), p -> new ArrayList<>()).add(row));
      Map<Long, Batch> batches = new LinkedHashMap<>();
      byProfile.forEach((profile, some) -> batches.put(profile, batch(profile, some)));
      return new Page(last, rows, batches);
    }

    /** Nothing is believed but bytes. */
    private Batch batch(long profile, List<ReindexTable.Row> rows) {
      Batch batch =
          Batch.of(
              rows.stream().map(row -> Item.of(row.bytes(), row.payload())).toList(), List.of());
      List<Arrival> checked = signersOf(profile).check(batch.arrivals());
      Batch signed = new Batch(checked, batch.refused(), List.of());
      return from.read(
          tx -> signed.withContents(content -> ProfileState.contentBytes(tx, content)));
    }

    private Signers signersOf(long profile) {
      return Optional.ofNullable(signers.get(profile)).orElseThrow();
    }

    private void take(Page page) {
      page.batches().forEach(this::take);
      Set<Cid> whole = page.whole();
      whole.retainAll(known(page));
      List<ReindexTable.Row> lost =
          page.rows().stream().filter(row -> !whole.contains(row.entry())).toList();
      to.write(
          tx -> {
            ReindexTable.reach(tx, page.end(), page.rows(), lost);
            return tx;
          });
      listener.reached(page.end(), end);
    }

    /** Those of a page that are in the new file. */
    private Set<Cid> known(Page page) {
      Set<Cid> known = new HashSet<>();
      page.batches()
          .forEach(
              (profile, batch) ->
                  known.addAll(
                      replica(profile)
                          .read(
                              history ->
                                  batch.arrivals().stream()
                                      .map(arrival -> arrival.entry().cid())
                                      .filter(entry -> history.standing(entry).isPresent())
                                      .toList())));
      return known;
    }

    private void take(long profile, Batch batch) {
      Replica.Taken taken = replica(profile).take(batch);
      taken.refused().stream()
          .limit(MAX_TOLD)
          .forEach(refused -> log.warn("{} is left out: {}", refused.entry(), refused.why()));
    }

    private Replica replica(long profile) {
      return Optional.ofNullable(replicas.get(profile)).orElseThrow();
    }
  }
}
