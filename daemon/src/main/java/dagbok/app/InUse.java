package dagbok.app;

import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.FollowingTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import dagbok.web.port.Refusal;
import java.util.Optional;
import java.util.Set;

/** As which of one's own profiles somebody reads and follows. */
final class InUse {
  private final Database database;

  InUse(Database database) {
    this.database = database;
  }

  /**
   * The row of the one that is named, else of the one in use; empty if there is none.
   *
   * @throws Refusal if it is not one's own
   */
  Optional<Long> row(Optional<ProfileId> as) {
    return database.read(tx -> row(tx, as));
  }

  /** The one in use; empty if there is none of one's own. */
  Optional<ProfileId> profile() {
    return database.read(ProfileTable::inUse).map(ProfileTable.Row::profile);
  }

  private static Optional<Long> row(Tx tx, Optional<ProfileId> as) {
    return as.map(named -> own(tx, named))
        .or(() -> ProfileTable.inUse(tx))
        .map(ProfileTable.Row::id);
  }

  private static ProfileTable.Row own(Tx tx, ProfileId profile) {
    return ProfileTable.find(tx, profile)
        .filter(ProfileTable.Row::own)
        .orElseThrow(() -> notOwn(profile.toString(), profile));
  }

  /** That somebody's profile is not one's own, though it was asked for as such. */
  static Refusal notOwn(String name, ProfileId profile) {
    return new Refusal(
        Refusal.Reason.CONFLICT,
        name + " is not a profile of your own",
        "dagbok profile list",
        Optional.of(profile.root()),
        null);
  }

  /** The rows of profiles whose posts it does not see unless it asks for them. */
  Set<Long> hidden(Optional<ProfileId> as) {
    return database.read(tx -> FollowingTable.hiddenFrom(tx, row(tx, as)));
  }
}
