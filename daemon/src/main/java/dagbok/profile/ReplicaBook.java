package dagbok.profile;

import dagbok.crypto.Verifier;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All held profiles, each opened once. Thread-safe. */
public final class ReplicaBook implements Replicas {
  private static final Logger log = LoggerFactory.getLogger(ReplicaBook.class);

  private final Database database;
  private final Clock clock;
  private final Verifier verifier;
  private final Map<ProfileId, Replica> open = new ConcurrentHashMap<>();
  private final Map<ProfileId, Unopened> unopened = new ConcurrentHashMap<>();

  /** A profile that the store holds and that is not in use, and why. */
  public record Unopened(ProfileTable.Row row, LimitException why) {}

  /** Opens what the store holds. A profile that can't be read takes no other with it. */
  public ReplicaBook(Database database, Clock clock, Verifier verifier) {
    this.verifier = verifier;
    this.database = database;
    this.clock = clock;
    database.read(ProfileTable::all).forEach(this::open);
  }

  private void open(ProfileTable.Row row) {
    try {
      Replica replica = Replica.open(row, database, clock, verifier);
      new EarlierItems(database).moveTo(replica);
      open.put(row.profile(), replica);
    } catch (RuntimeException e) {
      log.error("{} can't be read", row.profile(), e);
      unopened.put(row.profile(), new Unopened(row, unreadable(row, e)));
    }
  }

  private static LimitException unreadable(ProfileTable.Row row, RuntimeException e) {
    return new LimitException(
        "profile-unreadable",
        "What this machine holds of the profile can't be read: " + e.getMessage(),
        row.own()
            ? "Stop the daemon, move the database aside and take the profile in again: dagbok"
                + " profile import FILE"
            : "Take it away, then follow it again: 'dagbok unfollow " + row.profile() + "'");
  }

  /** The bytes of all profiles that are not one's own. */
  public long followedBytes() {
    return open.values().stream().filter(replica -> !replica.own()).mapToLong(Replica::bytes).sum();
  }

  /** Those that were not opened. */
  public List<Unopened> unopened() {
    return List.copyOf(unopened.values());
  }

  /** Why a profile was not opened, if it is held and was not. */
  public Optional<Unopened> unopened(ProfileId profile) {
    return Optional.ofNullable(unopened.get(profile));
  }

  /**
   * @throws LimitException if it is held but was not opened
   */
  @Override
  public Replica ensure(ProfileId profile) {
    Unopened closed = unopened.get(profile);
    if (closed != null) {
      throw closed.why();
    }
    return open.computeIfAbsent(
        profile,
        id ->
            Replica.open(
                database.write(tx -> ProfileTable.ensure(tx, id)), database, clock, verifier));
  }

  /** Makes a profile one's own, if it is not yet, and not in use by that; its replica. */
  public Replica own(ProfileId profile) {
    Optional<Replica> before = find(profile).filter(Replica::own);
    if (before.isPresent()) {
      return before.get();
    }
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

  /** All of them that are open, in the order of their names. */
  public List<Replica> all() {
    return open.keySet().stream().sorted().flatMap(id -> find(id).stream()).toList();
  }

  /** Whether the store holds a profile, open or not. */
  public boolean holds(ProfileId profile) {
    return open.containsKey(profile) || unopened.containsKey(profile);
  }

  /** Forgets a profile and all that the store holds of it; if that fails, all is as it was. */
  public void forget(ProfileId profile) {
    boolean unused = forget(profile, tx -> true);
  }

  /** The same if, in the transaction that does it, {@code may} says so; whether it did. */
  public boolean forget(ProfileId profile, Predicate<Tx> may) {
    Optional<Long> row =
        find(profile).map(Replica::row).or(() -> unopened(profile).map(un -> un.row().id()));
    boolean did =
        row.isPresent()
            && database.write(
                tx -> {
                  boolean does = may.test(tx);
                  if (does) {
                    ProfileTable.forget(tx, row.get());
                  }
                  return does;
                });
    if (did) {
      open.remove(profile);
      unopened.remove(profile);
    }
    return did;
  }
}
