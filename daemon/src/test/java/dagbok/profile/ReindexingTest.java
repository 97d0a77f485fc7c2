package dagbok.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.crypto.Verifier;
import dagbok.dag.History;
import dagbok.schema.Control;
import dagbok.store.PinTable;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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

  private Reindexing reindexing() {
    return new Reindexing(file, Clock.systemUTC(), Verifier.ed25519(), 5);
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
  void damagedEntryIsToldAndTheOldFileKept() throws IOException {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      daemon.database.write(
          tx ->
              tx.run(
                  "UPDATE item SET bytes = zeroblob(length(bytes)) WHERE id ="
                      + " (SELECT id FROM entry WHERE cid = ?)",
                  last.toBytes()));
    }
    Reindexing.Result result = reindexing().run((done, all) -> {});
    assertThat(result.firstLost()).startsWith(last);
    assertThat(result.old()).hasValueSatisfying(old -> assertThat(old).exists());
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      assertThat(daemon.feed()).contains(oldest).doesNotContain(last);
    }
  }
}
