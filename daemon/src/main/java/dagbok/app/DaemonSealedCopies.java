package dagbok.app;

import dagbok.cid.Cid;
import dagbok.keep.Eraser;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeletedCopyTable;
import dagbok.sync.SyncService;
import dagbok.web.port.Refusal;
import dagbok.web.port.SealedCopies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The sealed copies of this machine. Thread-safe. */
final class DaemonSealedCopies implements SealedCopies {
  private final Database database;
  private final ReplicaBook replicas;
  private final Eraser eraser;
  private final SyncService sync;
  private final InUse inUse;

  DaemonSealedCopies(Database database, ReplicaBook replicas, Eraser eraser, SyncService sync) {
    this.database = database;
    this.replicas = replicas;
    this.eraser = eraser;
    this.sync = sync;
    this.inUse = new InUse(database);
  }

  @Override
  public Kept held(Whose whose) {
    return Store.asked(() -> kept(own(whose)));
  }

  /** At one moment, so that none is counted that is newer than the newest. */
  private Kept kept(List<Replica> whose) {
    return database.read(
        tx -> {
          List<DeletedCopyTable.Held> newest =
              whose.size() == 1
                  ? DeletedCopyTable.held(tx, whose.get(0).row(), Long.MAX_VALUE, MAX_LISTED)
                  : DeletedCopyTable.newest(tx, MAX_LISTED);
          return new Kept(
              whose.stream().mapToLong(r -> DeletedCopyTable.count(tx, r.row())).sum(),
              newest.stream().findFirst().map(DeletedCopyTable.Held::id).orElse(0L),
              whose.stream().mapToLong(r -> DeletedCopyTable.coming(tx, r.row())).sum(),
              newest.stream().flatMap(copy -> view(whose, copy).stream()).toList());
        });
  }

  private static Optional<SealedCopy> view(List<Replica> whose, DeletedCopyTable.Held copy) {
    return whose.stream()
        .filter(replica -> replica.row() == copy.profile())
        .findFirst()
        .map(r -> new SealedCopy(r.profile(), copy.entry(), copy.until(), copy.bytes()));
  }

  private List<Replica> own(Whose whose) {
    if (whose.all()) {
      return replicas.all().stream().filter(Replica::own).toList();
    }
    Replica replica = new Held(replicas).get(whose.profile().orElseGet(this::profileInUse));
    if (!replica.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "somebody else's profile has no sealed copies here",
          "dagbok profile list");
    }
    return List.of(replica);
  }

  private ProfileId profileInUse() {
    return inUse
        .profile()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.CONFLICT,
                    "there is no profile of your own here yet",
                    "dagbok profile create NAME"));
  }

  @Override
  public long erase(Whose whose, OptionalLong last) {
    return Store.asked(() -> own(whose).stream().mapToLong(r -> eraseOf(r, last)).sum());
  }

  private long eraseOf(Replica replica, OptionalLong last) {
    long erased =
        last.isPresent()
            ? eraser.discardCopies(replica, last.getAsLong())
            : eraser.discardCopies(replica);
    sync.changed(replica.profile()); // it unpins the files that only copies needed
    return erased;
  }

  @Override
  public long erase(List<Cid> entries) {
    if (entries.isEmpty() || entries.size() > MAX_LISTED) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "one to " + MAX_LISTED + " entries are named at once",
          "dagbok deletions list");
    }
    return Store.asked(
        () -> {
          Map<Replica, List<Cid>> byHolder = new LinkedHashMap<>();
          for (Cid entry : entries) {
            byHolder.computeIfAbsent(holder(entry), r -> new ArrayList<>()).add(entry);
          }
          long erased = 0;
          for (Map.Entry<Replica, List<Cid>> one : byHolder.entrySet()) {
            erased += eraser.discardCopies(one.getKey(), one.getValue());
            sync.changed(one.getKey().profile());
          }
          return erased;
        });
  }

  private Replica holder(Cid entry) {
    return own(Whose.ALL).stream()
        .filter(r -> database.read(tx -> DeletedCopyTable.find(tx, r.row(), entry)).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    Refusal.Reason.NOT_FOUND,
                    "there is no sealed copy of this entry here",
                    "dagbok deletions list",
                    Optional.of(entry),
                    null));
  }
}
