package dagbok.app;

import dagbok.cid.Cid;
import dagbok.profile.Rehearsal;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.EntryWriter;
import dagbok.schema.Control;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeletionTable;
import dagbok.store.PostTable;
import dagbok.sync.SyncService;
import dagbok.web.port.Deletions;
import dagbok.web.port.Refusal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes posts of one's own when their grace is over. Thread-safe. */
final class DaemonDeletions implements Deletions {
  private static final Logger log = LoggerFactory.getLogger(DaemonDeletions.class);
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final int MAX_WRITTEN = 256;
  private static final Duration RETRY = Duration.ofSeconds(60);

  private final Database database;
  private final ReplicaBook replicas;
  private final EntryWriter writer;
  private final SyncService sync;
  private final EventHub events;
  private final InUse inUse;
  private final Clock clock;
  private final ScheduledExecutorService executor;

  /** The last that were written. */
  private final Map<Long, Deletion> written =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Deletion> eldest) {
              return size() > MAX_WRITTEN;
            }
          });

  /** Which deletion waits for each post. */
  private final Map<Cid, Long> waiting = new ConcurrentHashMap<>();

  /** {@code executor} stays the caller's. */
  DaemonDeletions(
      Database database,
      ReplicaBook replicas,
      EntryWriter writer,
      SyncService sync,
      EventHub events,
      Clock clock,
      ScheduledExecutorService executor) {
    this.database = database;
    this.inUse = new InUse(database);
    this.replicas = replicas;
    this.writer = writer;
    this.sync = sync;
    this.events = events;
    this.clock = clock;
    this.executor = executor;
  }

  /** Goes on with what was begun before a restart. */
  void start() {
    database.read(DeletionTable::all).forEach(this::schedule);
  }

  /** The deletion that waits for a post. */
  Optional<Long> of(Cid entry) {
    return Optional.ofNullable(waiting.get(entry));
  }

  @Override
  public long count(Choice choice) {
    return Store.asked(() -> chosen(choice).entries().size());
  }

  @Override
  public Rewrite rewrite(Choice choice) {
    return Store.asked(() -> rewritten(chosen(choice)));
  }

  private Rewrite rewritten(Chosen chosen) {
    List<Cid> all = chosen.entries();
    List<Control.Delete> deletes = deletes(all);
    Rehearsal found = writer.rehearse(chosen.replica(), deletes);
    return new Rewrite(
        all.size(),
        found.nodes(),
        found.packs(),
        found.newPacks(),
        found.newPackBytes(),
        found.before(),
        found.after());
  }

  /** In pieces, each as large as one delete may be. */
  private static List<Control.Delete> deletes(List<Cid> entries) {
    List<Control.Delete> deletes = new ArrayList<>();
    int most = Control.Delete.MAX_ENTRIES;
    for (int from = 0; from < entries.size(); from += most) {
      List<Cid> some = entries.subList(from, Math.min(entries.size(), from + most));
      deletes.add(new Control.Delete(some.stream().sorted().toList()));
    }
    return deletes;
  }

  private Optional<Replica> replica(DeletionTable.Row row) {
    return replicas.all().stream().filter(found -> found.row() == row.profile()).findFirst();
  }

  /** Posts of one profile. */
  private record Chosen(Replica replica, List<Cid> entries) {}

  private Chosen chosen(Choice choice) {
    if (choice.entries().isEmpty() == choice.before().isEmpty()) {
      throw bad("name posts, or a time before which all posts go", "dagbok entry delete --help");
    }
    Chosen chosen =
        choice.before().isPresent()
            ? before(choice, choice.before().get())
            : named(choice.entries());
    if (chosen.entries().size() > MAX_ENTRIES) {
      throw bad(
          "that are more than " + MAX_ENTRIES + " posts", "Choose an earlier time, several times");
    }
    return chosen;
  }

  private Chosen before(Choice choice, long time) {
    ProfileId profile = choice.profile().or(inUse::profile).orElseThrow(DaemonDeletions::noProfile);
    Replica replica = own(new Held(replicas).get(profile));
    return new Chosen(
        replica, database.read(tx -> PostTable.before(tx, replica.row(), time, MAX_ENTRIES + 1)));
  }

  private static Refusal noProfile() {
    return new Refusal(
        Refusal.Reason.CONFLICT, "there is no profile of your own", "dagbok profile create NAME");
  }

  private Chosen named(List<Cid> entries) {
    Replica replica = own(holder(entries.get(0)));
    for (Cid entry : entries) {
      if (!replica.read(history -> history.isLive(entry))) {
        throw holder(entry).profile().equals(replica.profile())
            ? missing(entry)
            : bad("the posts are of several profiles", "Delete those of each by themselves");
      }
      if (replica.member(entry).orElseThrow().entry().value().control()) {
        throw new Refusal(
            Refusal.Reason.CONFLICT,
            "this is a grant, a revoke or a delete, which stay for good",
            "dagbok inspect " + entry,
            Optional.of(entry),
            null);
      }
    }
    return new Chosen(replica, entries.stream().distinct().toList());
  }

  private Replica holder(Cid entry) {
    return replicas.all().stream()
        .filter(replica -> replica.read(history -> history.isLive(entry)))
        .findFirst()
        .orElseThrow(() -> missing(entry));
  }

  private static Refusal missing(Cid entry) {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "there is no such post here; it may be deleted already",
        "run 'dagbok feed' for the posts, and check the CID",
        Optional.of(entry),
        null);
  }

  private static Replica own(Replica replica) {
    if (!replica.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "somebody else wrote this; only they can delete it",
          "dagbok unfollow " + replica.profile(),
          Optional.of(replica.profile().root()),
          null);
    }
    return replica;
  }

  private static Refusal bad(String what, String hint) {
    return new Refusal(Refusal.Reason.BAD_INPUT, what, hint);
  }

  @Override
  public Deletion delete(Choice choice, boolean now) {
    return Store.asked(() -> deleted(choice, now));
  }

  private Deletion deleted(Choice choice, boolean now) {
    Chosen chosen = chosen(choice);
    if (chosen.entries().isEmpty()) {
      throw bad("there are no posts before that time", "dagbok feed");
    }
    var unused = writer.device(chosen.replica());
    long due = clock.millis() + (now ? 0 : GRACE.toMillis());
    DeletionTable.Row row =
        database.write(tx -> DeletionTable.add(tx, chosen.replica().row(), due, chosen.entries()));
    if (now && row.entries().size() <= Control.Delete.MAX_ENTRIES) {
      writeNow(row);
    } else {
      schedule(row);
      events.profileChanged(chosen.replica().profile());
    }
    return view(row, chosen.replica());
  }

  /** If it fails nothing of it stays: whoever asked is told so, and asks again. */
  private void writeNow(DeletionTable.Row row) {
    try {
      begun(row.id()).ifPresent(this::write);
    } catch (RuntimeException e) {
      Optional<DeletionTable.Row> unused =
          database.write(
              tx -> {
                DeletionTable.stop(tx, row);
                return DeletionTable.undo(tx, row.id());
              });
      throw e;
    }
  }

  private Optional<DeletionTable.Row> stopped(DeletionTable.Row row) {
    return database.write(
        tx -> {
          DeletionTable.stop(tx, row);
          return DeletionTable.find(tx, row.id());
        });
  }

  private Deletion view(DeletionTable.Row row, Replica replica) {
    Optional<DeletionTable.Row> left = database.read(tx -> DeletionTable.find(tx, row.id()));
    long millis = Math.max(0, row.due() - clock.millis());
    return new Deletion(
        row.id(), replica.profile(), row.entries().size(), (millis + 999) / 1_000, left.isEmpty());
  }

  private void schedule(DeletionTable.Row row) {
    row.entries().forEach(entry -> waiting.put(entry, row.id()));
    long pause = Math.max(0, row.due() - clock.millis());
    var unused = executor.schedule(() -> due(row.id()), pause, TimeUnit.MILLISECONDS);
  }

  private void due(long id) {
    Optional<DeletionTable.Row> begun = Optional.empty();
    try {
      begun = begun(id);
      begun.ifPresent(this::write);
    } catch (RuntimeException e) {
      log.warn("posts are deleted later: {}", e.getMessage());
      log.debug("later", e);
      begun.ifPresent(this::stopped); // until then it can be taken back
      var unused = executor.schedule(() -> due(id), RETRY.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Optional<DeletionTable.Row> begun(long id) {
    return database.write(
        tx -> {
          DeletionTable.begin(tx, id);
          return DeletionTable.find(tx, id);
        });
  }

  /** In pieces, each of which is durable. */
  private void write(DeletionTable.Row row) {
    Optional<Replica> found = replica(row);
    if (found.isEmpty()) {
      return; // forgotten meanwhile, with all that was to be deleted
    }
    Replica replica = found.get();
    for (Control.Delete delete : deletes(row.entries())) {
      Replica.Written unused = writer.write(replica, delete);
      long time = clock.instant().getEpochSecond();
      database.write(
          tx -> {
            DeletionTable.written(tx, row, delete.entries(), time);
            return tx;
          });
      delete.entries().forEach(waiting::remove);
      written.put(
          row.id(), new Deletion(row.id(), replica.profile(), row.entries().size(), 0, true));
      sync.changed(replica.profile());
      events.profileChanged(replica.profile());
    }
  }

  @Override
  public Deletion find(long id) {
    return Store.asked(
        () -> {
          Optional<DeletionTable.Row> row = database.read(tx -> DeletionTable.find(tx, id));
          Optional<Replica> replica = row.flatMap(this::replica);
          if (row.isPresent() && replica.isPresent()) {
            return view(row.get(), replica.get());
          }
          return Optional.ofNullable(written.get(id)).orElseThrow(DaemonDeletions::over);
        });
  }

  private static Refusal over() {
    return new Refusal(
        Refusal.Reason.NOT_FOUND,
        "no deletion waits by this number; it was taken back, or is done for long",
        "dagbok feed");
  }

  @Override
  public void undo(long id) {
    Optional<DeletionTable.Row> undone =
        Store.asked(() -> database.write(tx -> DeletionTable.undo(tx, id)));
    DeletionTable.Row row = undone.orElseThrow(DaemonDeletions::over);
    row.entries().forEach(waiting::remove);
    replica(row).ifPresent(replica -> events.profileChanged(replica.profile()));
  }
}
