package dagbok.app;

import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.FollowingTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import dagbok.web.port.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which of one's own profiles follows what. */
final class Followers {
  private final Database database;
  private final InUse inUse;

  Followers(Database database, InUse inUse) {
    this.database = database;
    this.inUse = inUse;
  }

  /** The rows of what one of one's own follows, or the one in use. */
  Set<Long> of(Optional<ProfileId> as) {
    Optional<Long> own = inUse.row(as);
    return database.read(FollowingTable::all).stream()
        .filter(row -> row.own().equals(own))
        .map(FollowingTable.Row::profile)
        .collect(Collectors.toSet());
  }

  /**
   * Follows no more as one's own {@code own}, if others of them follow on; whether they do. If they
   * do not, nothing changes, since whoever is the last is forgotten with what it follows.
   *
   * @throws Refusal if others alone follow
   */
  static boolean leave(Tx tx, ProfileTable.Row row, Optional<Long> own) {
    List<FollowingTable.Row> others =
        FollowingTable.to(tx, row.id()).stream()
            .filter(follower -> !follower.own().equals(own))
            .toList();
    if (others.isEmpty()) {
      return false;
    }
    if (!FollowingTable.unfollow(tx, own, row.id())) {
      throw followedByOthers(tx, row.profile(), others.get(0));
    }
    return true;
  }

  private static Refusal followedByOthers(Tx tx, ProfileId profile, FollowingTable.Row other) {
    Optional<ProfileId> by =
        ProfileTable.own(tx).stream()
            .filter(row -> other.own().equals(Optional.of(row.id())))
            .map(ProfileTable.Row::profile)
            .findFirst();
    return new Refusal(
        Refusal.Reason.CONFLICT,
        "only another profile of your own follows this",
        by.map(own -> "dagbok unfollow " + profile + " --profile " + own)
            .orElse("dagbok profile list"),
        Optional.of(profile.root()),
        null);
  }
}
