package dagbok.keep;

import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy of each profile, in the store. Thread-safe. */
final class Policies {
  private static final Logger log = LoggerFactory.getLogger(Policies.class);

  private final Database database;
  private final Map<ProfileId, Policy> known = new ConcurrentHashMap<>();

  /** Those in this store. */
  Policies(Database database) {
    this.database = database;
  }

  /** The policy of a profile; of one's own everything is kept. */
  Policy of(Replica replica) {
    return replica.own()
        ? Policy.OWN
        : known.computeIfAbsent(replica.profile(), profile -> read(profile, replica.row()));
  }

  /** The same by its row. */
  Policy of(ProfileTable.Row row) {
    return row.own()
        ? Policy.OWN
        : known.computeIfAbsent(row.profile(), profile -> read(profile, row.id()));
  }

  private Policy read(ProfileId profile, long row) {
    String text = database.read(tx -> ProfileTable.policy(tx, row));
    try {
      return Policy.parse(text);
    } catch (IllegalArgumentException e) {
      log.warn("{} has a policy that can't be read: {}", profile, e.getMessage());
      return Policy.EVERYTHING.quietly(); // as it may have been
    }
  }

  /**
   * Chooses another policy for a followed profile.
   *
   * @throws IllegalArgumentException if the profile is one's own
   */
  void choose(Replica replica, Policy policy) {
    if (replica.own()) {
      throw new IllegalArgumentException("a policy for one's own " + replica.profile());
    }
    database.write(
        tx -> {
          ProfileTable.choosePolicy(tx, replica.row(), policy.toString());
          return policy;
        });
    known.put(replica.profile(), policy);
  }

  /** A profile is held no longer. */
  void forget(ProfileId profile) {
    known.remove(profile);
  }
}
