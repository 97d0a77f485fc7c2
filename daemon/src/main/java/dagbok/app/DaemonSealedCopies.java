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

/** The sealed copies of this machine. Thread-safe. */
final class DaemonSealedCopies implements SealedCopies {
  private final Database database;
  private final ReplicaBook replicas;
  private final Eraser eraser;
  private final SyncService sync;

  DaemonSealedCopies(Database database, ReplicaBook replicas, Eraser eraser, SyncService sync) {
    this.database = database;
    this.replicas = replicas;
    this.eraser = eraser;
    this.sync = sync;
  }

  @Override
  public Kept held(Optional<ProfileId> profile) {
    return Store.asked(
        () -> {
          long count = 0;
          List<SealedCopy> some = new ArrayList<>();
          for (Replica replica : own(profile)) {
            count += database.read(tx -> DeletedCopyTable.count(tx, replica.row()));
            int room = MAX_LISTED - some.size();
            database.read(tx -> DeletedCopyTable.held(tx, replica.row(), room)).stream()
                .map(copy -> view(replica, copy))
                .forEach(some::add);
          }
          return new Kept(count, some);
        });
  }

  private static SealedCopy view(Replica replica, DeletedCopyTable.Held copy) {
    return new SealedCopy(replica.profile(), copy.entry(), copy.until(), copy.bytes());
  }

  private List<Replica> own(Optional<ProfileId> profile) {
    if (profile.isEmpty()) {
      return replicas.all().stream().filter(Replica::own).toList();
    }
    Replica replica = new Held(replicas).get(profile.get());
    if (!replica.own()) {
      throw new Refusal(
          Refusal.Reason.CONFLICT,
          "somebody else's profile has no sealed copies here",
          "dagbok profile list");
    }
    return List.of(replica);
  }

  @Override
  public long erase(Optional<ProfileId> profile) {
    return Store.asked(() -> own(profile).stream().mapToLong(this::eraseAll).sum());
  }

  private long eraseAll(Replica replica) {
    long erased = eraser.discardCopies(replica);
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
    return own(Optional.empty()).stream()
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
