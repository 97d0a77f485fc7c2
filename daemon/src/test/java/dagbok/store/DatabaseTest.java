package dagbok.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import dagbok.testing.StoredPosts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseTest {
  @TempDir Path folder;

  private static Cid cid(String name) {
    return Cid.of(Multicodec.DAG_CBOR, name.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasWrittenIsThereAfterReopening() {
    try (Database database = Database.open(folder.resolve("a.db"))) {
      database.write(tx -> ProfileTable.ensure(tx, new ProfileId(cid("p"))));
    }
    try (Database database = Database.open(folder.resolve("a.db"))) {
      assertThat(database.read(ProfileTable::all)).hasSize(1);
    }
  }

  @Test
  void interruptedCloserClosesTheFile() {
    Database database = Database.open(folder.resolve("a.db"));
    Thread.currentThread().interrupt();
    database.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThatThrownBy(() -> database.write(ProfileTable::all)).isInstanceOf(StoreException.class);
  }

  @Test
  void failedTransactionLeavesNothing() {
    try (Database database = Database.open(folder.resolve("a.db"))) {
      assertThatThrownBy(
              () ->
                  database.write(
                      tx -> {
                        ProfileTable.ensure(tx, new ProfileId(cid("p")));
                        throw new IllegalStateException("stop");
                      }))
          .hasMessage("stop");
      assertThat(database.read(ProfileTable::all)).isEmpty();
    }
  }

  @Test
  void fullDatabaseIsToldAsNoSpaceAndKeepsWhatWasAcknowledged() {
    try (Database database = Database.open(folder.resolve("a.db"))) {
      long id = database.write(tx -> ProfileTable.ensure(tx, new ProfileId(cid("p")))).id();
      database.write(tx -> tx.one("PRAGMA max_page_count = 64", row -> row.getInt(1)));
      assertThatThrownBy(
              () ->
                  database.write(
                      tx -> {
                        Block large = Block.of(Multicodec.RAW, new byte[1 << 20]);
                        OutboxTable.put(tx, id, List.of(large));
                        return id;
                      }))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NO_SPACE));
      assertThat(database.read(ProfileTable::all)).hasSize(1);
      database.write(tx -> ProfileTable.ensure(tx, new ProfileId(cid("q"))));
    }
  }

  @Test
  void fileThatIsNoDatabaseIsRefused() throws Exception {
    Path file = folder.resolve("b.db");
    Files.writeString(
        file, "this is no database at all, but long enough to look like one. ".repeat(99));
    assertThatThrownBy(() -> Database.open(file))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.UNREADABLE));
  }

  @Test
  void databaseOfANewerVersionIsRefused() {
    Path file = folder.resolve("c.db");
    try (Database database = Database.open(file)) {
      database.write(tx -> tx.run("PRAGMA user_version = 99"));
    }
    assertThatThrownBy(() -> Database.open(file)).hasMessageContaining("newer Dagbok");
  }

  @Test
  void feedIsNewestFirstAndPagesWithoutGaps() {
    try (Database database = Database.open(folder.resolve("a.db"))) {
      long id = database.write(tx -> ProfileTable.ensure(tx, new ProfileId(cid("p")))).id();
      database.write(
          tx -> {
            for (int i = 0; i < 10; i++) {
              List<String> tags = i % 2 == 0 ? List.of("even") : List.of();
              StoredPosts.add(tx, id, cid("e" + i), i, i / 2, i / 2, tags, List.of());
            }
            return id;
          });
      List<Cid> all = entries(database, Optional.empty(), Optional.empty(), -1);
      assertThat(all).hasSize(10).startsWith(cid("e9"), cid("e8"), cid("e7"));
      List<Cid> first = entries(database, Optional.empty(), Optional.empty(), 3);
      List<Cid> rest = entries(database, Optional.of(first.get(2)), Optional.empty(), -1);
      assertThat(first).isEqualTo(all.subList(0, 3));
      assertThat(rest).isEqualTo(all.subList(3, 10));
      assertThat(entries(database, Optional.empty(), Optional.of("even"), -1)).hasSize(5);
    }
  }

  private static List<Cid> entries(
      Database database, Optional<Cid> before, Optional<String> tag, int limit) {
    return database
        .read(
            tx -> {
              Optional<PostTable.Rank> rank =
                  before.map(entry -> PostTable.find(tx, entry).orElseThrow().rank());
              return PostTable.feed(
                  tx, new PostTable.Query(Optional.empty(), Set.of(), rank, tag, limit));
            })
        .stream()
        .map(PostTable.Row::entry)
        .toList();
  }
}
