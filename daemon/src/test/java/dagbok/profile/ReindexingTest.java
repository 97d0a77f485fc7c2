package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.History;
import dagbok.schema.Control;
import dagbok.store.PinTable;
import dagbok.store.ReindexTable;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReindexingTest {
  @TempDir private Path folder;
  private Path file;
  private Cid oldest;
  private Cid last;
  private List<Cid> feed = List.of();
  private Cid snapshot;
  private Cid head;
  private List<Cid> unsaved = List.of();

  @BeforeEach
  void write() {
    file = folder.resolve("dagbok.db");
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Replica mine = daemon.found("Ada");
      daemon.sync.hold(mine);
      oldest = daemon.post(mine, "the oldest");
      Cid gone = daemon.post(mine, "deleted");
      last = gone;
      for (int i = 0; i < 20; i++) {
        last = daemon.post(mine, "post " + i);
      }
      daemon.write(mine, new Control.Delete(List.of(gone)));
      daemon.awaitKept(mine);
      Replica other = daemon.found("Bo");
      daemon.post(other, "of the other");
      daemon.ipfs.goAway();
      daemon.post(mine, "waits for the IPFS node");
      remember(daemon, mine);
    }
  }

  private void remember(TestDaemon daemon, Replica mine) {
    feed = daemon.feed();
    snapshot = Sets.snapshot(mine);
    head = mine.read(History::head).orElseThrow();
    unsaved = mine.moment().unsaved();
  }

  private void change(String sql, Object... arguments) {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      daemon.database.write(tx -> tx.run(sql, arguments));
    }
  }

  private Reindexing reindexing() {
    return new Reindexing(file, TestDaemon.CLOCK, Verifier.ed25519(), 5);
  }

  @Test
  void givesTheSameAndKeepsWhatNothingElseTells() throws IOException {
    List<Long> reached = new ArrayList<>();
    Reindexing.Result result = reindexing().run((done, all) -> reached.add(done));
    assertThat(result.profiles()).isEqualTo(2);
    assertThat(result.lost()).isZero();
    assertThat(result.old()).isEmpty();
    assertThat(reached).isSorted().hasSizeGreaterThan(4);
    assertThat(Files.exists(Reindexing.unfinished(file))).isFalse();
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Replica mine = mine(daemon);
      assertThat(daemon.feed()).isEqualTo(feed);
      assertThat(Sets.snapshot(mine)).isEqualTo(snapshot);
      assertThat(mine.read(History::head)).contains(head);
      assertThat(mine.heads()).hasSize(1);
      assertThat(unsaved).isNotEmpty();
      assertThat(mine.moment().unsaved()).isEqualTo(unsaved);
      assertThat(daemon.database.<Boolean>read(tx -> PinTable.all(tx, mine.row()).isEmpty()))
          .isFalse();
      assertThat(mine.moment().outboxEnd()).isPositive();
      assertThat(TestDaemon.text(mine, oldest)).isEqualTo("the oldest");
      assertThat(daemon.post(mine, "and on it goes")).isNotNull();
    }
  }

  private static Replica mine(TestDaemon daemon) {
    return daemon.replicas.all().stream()
        .filter(replica -> Sets.live(replica).size() > 5)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void interruptedGoesOnWhereItWasAndTheOldFileStaysUntilTheEnd() throws IOException {
    assertThatThrownBy(
            () ->
                reindexing()
                    .run(
                        (done, all) -> {
                          if (done >= 15) {
                            throw new IllegalStateException("interrupted");
                          }
                        }))
        .hasMessage("interrupted");
    assertThat(Files.exists(Reindexing.unfinished(file))).isTrue();
    List<Long> reached = new ArrayList<>();
    reindexing().run((done, all) -> reached.add(done));
    assertThat(reached.get(0)).isEqualTo(20);
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      assertThat(daemon.feed()).isEqualTo(feed);
      assertThat(Sets.snapshot(mine(daemon))).isEqualTo(snapshot);
    }
  }

  @Test
  void whatAnInterruptionLeftDamagedIsMadeAnew() throws IOException {
    Files.writeString(Reindexing.unfinished(file), "this is no database. ".repeat(999));
    Reindexing.Result result = reindexing().run((done, all) -> {});
    assertThat(result.lost()).isZero();
    assertThat(Files.exists(Reindexing.unfinished(file))).isFalse();
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      assertThat(daemon.feed()).isEqualTo(feed);
    }
  }

  @Test
  void postThatTheIndexLacksIsThereAgain() throws IOException {
    change("DELETE FROM post WHERE id = (SELECT id FROM entry WHERE cid = ?)", last.toBytes());
    reindexing().run((done, all) -> {});
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      assertThat(daemon.feed()).isEqualTo(feed);
    }
  }

  private static final String DAMAGE =
      "UPDATE item SET bytes = zeroblob(length(bytes)) WHERE id ="
          + " (SELECT id FROM entry WHERE cid = ?)";

  @Test
  void damagedEntryOfOthersIsToldEvenAfterAnInterruptionAndTheOldFileKept() throws IOException {
    change("UPDATE profile SET own = 0");
    change(DAMAGE, last.toBytes());
    assertThatThrownBy(
            () ->
                reindexing()
                    .run(
                        (done, all) -> {
                          if (done == all) {
                            throw new IllegalStateException("interrupted");
                          }
                        }))
        .hasMessage("interrupted");
    Reindexing.Result result = reindexing().run((done, all) -> {});
    assertThat(result.firstLost()).startsWith(last);
    assertThat(result.lost()).isEqualTo(result.firstLost().size());
    assertThat(result.old()).hasValueSatisfying(old -> assertThat(old).exists());
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      assertThat(daemon.feed()).contains(oldest).doesNotContain(last);
    }
  }

  @Test
  void damagedEntryOfOnesOwnLeavesAllAsItIs() throws IOException {
    change(DAMAGE, last.toBytes());
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(() -> reindexing().run((done, all) -> {}))
        .isInstanceOf(Reindexing.OwnDamagedException.class)
        .hasMessageContaining(last.toString());
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  /** A table that is added must be copied, or follow from the bytes of entries. */
  @Test
  void everyTableIsCopiedOrDerived() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      List<String> tables =
          daemon.database.read(
              tx ->
                  tx.all(
                      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name",
                      row -> row.getString(1)));
      List<String> known = new ArrayList<>(ReindexTable.COPIED);
      known.addAll(
          List.of("item", "entry", "follows", "device", "deleted", "content", "need", "pack"));
      known.addAll(List.of("extent", "loose", "post", "post_tag", "file", "erasure"));
      known.addAll(List.of("earlier_item", "earlier_content", "sqlite_sequence"));
      assertThat(tables).containsExactlyInAnyOrderElementsOf(known);
    }
  }
}
