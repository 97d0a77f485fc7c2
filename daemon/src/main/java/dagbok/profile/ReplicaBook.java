package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.schema.ProfileId;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.ItemTable;
import dagbok.store.ProfileTable;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All held profiles, each opened once. Thread-safe. */
public final class ReplicaBook implements Replicas {
  private static final Logger log = LoggerFactory.getLogger(ReplicaBook.class);

  private final Database database;
  private final Clock clock;
  private final Budget budget;
  private final Verifier verifier;
  private final Map<ProfileId, Replica> open = new ConcurrentHashMap<>();
  private final Map<ProfileId, Unopened> unopened = new ConcurrentHashMap<>();

  /** A profile that the store holds and that is not in use, and why. */
  public record Unopened(ProfileTable.Row row, LimitException why) {}

  /**
   * Opens what the store holds: one's own profiles, and as many of the followed ones as fit the
   * budget. One that can't be read takes no other with it.
   */
  public ReplicaBook(Database database, Clock clock, Budget budget, Verifier verifier) {
    this.database = database;
    this.clock = clock;
    this.budget = budget;
    this.verifier = verifier;
    List<ProfileTable.Row> rows = database.read(ProfileTable::all);
    rows.stream().filter(ProfileTable.Row::own).forEach(this::open);
    rows.stream().filter(row -> !row.own()).forEach(this::open);
  }

  private void open(ProfileTable.Row row) {
    try {
      checkFits(row);
      open.put(row.profile(), Replica.open(row, database, clock, verifier));
    } catch (LimitException e) {
      log.warn("{} is not opened: {}", row.profile(), e.getMessage());
      unopened.put(row.profile(), new Unopened(row, e));
    } catch (RuntimeException e) {
      log.error("{} can't be read", row.profile(), e);
      unopened.put(row.profile(), new Unopened(row, unreadable(row, e)));
    }
  }

  private void checkFits(ProfileTable.Row row) {
    if (row.own()) {
      return;
    }
    long bytes = database.read(tx -> ItemTable.bytes(tx, row.id()));
    long room = Math.min(budget.profileBytes(), budget.allBytes() - followedBytes());
    if (bytes > room) {
      throw Allowance.tooLarge(row.profile(), bytes, Math.max(room, 0));
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

  /** The bytes in memory of all profiles that are not one's own. */
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
    Optional<Long> row =
        find(profile).map(Replica::row).or(() -> unopened(profile).map(un -> un.row().id()));
    if (row.isEmpty()) {
      return;
    }
    Set<Cid> named = namedByOthers(profile);
    boolean allKnown = unopened.keySet().stream().allMatch(profile::equals);
    database.write(
        tx -> {
          ProfileTable.forget(tx, row.get());
          if (allKnown) { // what others' incomplete entries name is not in the index
            ContentTable.removeUnnamed(tx, named);
          }
          return profile;
        });
    open.remove(profile);
    unopened.remove(profile);
  }

  private Set<Cid> namedByOthers(ProfileId profile) {
    Set<Cid> named = new HashSet<>();
    for (Replica other : open.values()) {
      if (!other.profile().equals(profile)) {
        named.addAll(other.namedByIncomplete());
      }
    }
    return named;
  }
}
