package dagbok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowingTableTest {
  /** The last version in which the daemon followed, and not each profile. */
  private static final int BEFORE = 7;

  @TempDir Path folder;

  private static ProfileId profile(int number) {
    return new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) number}));
  }

  private Database file() {
    return Database.open(folder.resolve("dagbok.db"));
  }

  private void before(int own, boolean inUse) {
    Path path = folder.resolve("dagbok.db");
    try (Database database = Database.open(path, Database.class, BEFORE)) {
      boolean unused =
          database.write(
              tx -> {
                for (int i = 1; i <= own; i++) {
                  tx.run(
                      "INSERT INTO profile (root, own, in_use) VALUES (?, 1, ?)",
                      profile(i).root().toBytes(),
                      inUse && i == 1);
                }
                tx.run(
                    "INSERT INTO profile (root, own, followed, peers, stream, tag, policy)"
                        + " VALUES (?, 0, 77, 'a\nb', 'music', 'sea', 'text')",
                    profile(9).root().toBytes());
                tx.run(
                    "INSERT INTO profile (root, own) VALUES (?, 0)", profile(8).root().toBytes());
                return true;
              });
    }
  }

  private static FollowingTable.Row row(Optional<Long> own, long followed) {
    return new FollowingTable.Row(own, followed, 77, Optional.of("music"), Optional.of("sea"));
  }

  private static Set<Long> hidden(Database database, Optional<Long> own) {
    return database.read(tx -> FollowingTable.hiddenFrom(tx, own));
  }

  @Test
  void whatWasFollowedBeforeAllOfOnesOwnProfilesFollow() {
    before(2, true);
    try (Database database = file()) {
      assertThat(database.read(FollowingTable::all))
          .containsExactlyInAnyOrder(row(Optional.of(1L), 3), row(Optional.of(2L), 3));
      ProfileTable.Row kept = database.read(tx -> ProfileTable.find(tx, profile(9))).orElseThrow();
      assertThat(kept.followed()).contains(77L);
      assertThat(kept.peers()).containsExactly("a", "b");
      assertThat(database.<String>read(tx -> ProfileTable.policy(tx, kept.id()))).isEqualTo("text");
      assertThat(hidden(database, Optional.of(1L))).containsExactly(2L);
    }
  }

  @Test
  void readerWithoutProfileFollowsOnAndSoDoesTheirFirstProfile() {
    before(0, false);
    try (Database database = file()) {
      assertThat(database.read(FollowingTable::all)).containsExactly(row(Optional.empty(), 1));
      assertThat(hidden(database, Optional.empty())).isEmpty();
      long own = database.write(tx -> used(tx, 1));
      long other = database.write(tx -> used(tx, 2));
      assertThat(database.read(FollowingTable::all)).containsExactly(row(Optional.of(own), 1));
      assertThat(hidden(database, Optional.of(other))).containsExactlyInAnyOrder(own, 1L);
    }
  }

  private static long used(Tx tx, int number) {
    long own = ProfileTable.ensure(tx, profile(number)).id();
    ProfileTable.own(tx, own);
    ProfileTable.use(tx, own);
    return own;
  }

  @Test
  void whatNoneInUseFollowedIsNotLost() {
    before(2, false);
    try (Database database = file()) {
      long nobody = 3;
      assertThat(database.read(FollowingTable::all))
          .containsExactlyInAnyOrder(
              row(Optional.of(1L), nobody),
              row(Optional.of(2L), nobody),
              row(Optional.empty(), nobody));
      boolean unused =
          database.write(
              tx -> {
                FollowingTable.share(tx);
                return true;
              });
      assertThat(database.read(FollowingTable::all)).hasSize(2);
    }
  }

  @Test
  void followingAgainChangesHowAndNotSinceWhen() {
    before(1, true);
    try (Database database = file()) {
      FollowingTable.Row changed =
          new FollowingTable.Row(Optional.of(1L), 2, 99, Optional.empty(), Optional.of("x"));
      boolean unused =
          database.write(
              tx -> {
                FollowingTable.follow(tx, changed);
                return true;
              });
      List<FollowingTable.Row> rows = database.read(tx -> FollowingTable.to(tx, 2));
      assertThat(rows)
          .containsExactly(
              new FollowingTable.Row(Optional.of(1L), 2, 77, Optional.empty(), Optional.of("x")));
    }
  }
}
