package dagbok.profile;

import dagbok.schema.ProfileId;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All held profiles, each opened once. Thread-safe. */
public final class ReplicaBook implements Replicas {
  private final Database database;
  private final Clock clock;
  private final Map<ProfileId, Replica> open = new ConcurrentHashMap<>();

  /** Opens what the store holds. */
  public ReplicaBook(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    for (ProfileTable.Row row : database.read(ProfileTable::all)) {
      open.put(row.profile(), Replica.open(row, database, clock));
    }
  }

  @Override
  public Replica ensure(ProfileId profile) {
    return open.computeIfAbsent(
        profile,
        id -> Replica.open(database.write(tx -> ProfileTable.ensure(tx, id)), database, clock));
  }

  /** The replica of a new profile of one's own, not in use yet. */
  public Replica own(ProfileId profile) {
    database.write(
        tx -> {
          ProfileTable.Row row = ProfileTable.ensure(tx, profile);
          ProfileTable.own(tx, row.id());
          return row;
        });
    open.remove(profile);
    return ensure(profile);
  }

  /** Puts a profile of one's own in use, and no other. */
  public void use(Replica replica) {
    database.write(
        tx -> {
          ProfileTable.use(tx, replica.row());
          return replica;
        });
  }

  @Override
  public Optional<Replica> find(ProfileId profile) {
    return Optional.ofNullable(open.get(profile));
  }

  /** All of them, in the order of their names. */
  public List<Replica> all() {
    return open.keySet().stream().sorted().flatMap(id -> find(id).stream()).toList();
  }

  /** Forgets a profile and all that the store holds of it. */
  public void forget(ProfileId profile) {
    Replica replica = open.remove(profile);
    if (replica != null) {
      database.write(
          tx -> {
            ProfileTable.forget(tx, replica.row());
            ContentTable.removeUnnamed(tx);
            return profile;
          });
    }
  }
}
