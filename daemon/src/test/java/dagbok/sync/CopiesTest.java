package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CopiesTest {
  private static final ProfileId ANN = new ProfileId(cid(0));
  private static final Instant START = Instant.ofEpochSecond(1_000_000);

  private Instant now = START;
  private Cid newest = cid(1);
  private final List<ProfileId> changes = new ArrayList<>();
  private final Copies copies =
      new Copies(
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          profile -> Optional.of(newest),
          () -> Set.of("me"));

  private static Cid cid(int number) {
    return Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) number});
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  @Test
  void whoeverHasTheNewestSnapshotHasWhatWasWrittenBefore() {
    copies.heard(ANN, cid(1), "bob");
    copies.heard(ANN, cid(9), "eve");
    copies.heard(ANN, cid(1), "me");
    assertThat(copies.count(ANN, START.getEpochSecond())).isEqualTo(1);
    assertThat(copies.count(ANN, START.getEpochSecond() + 1)).isZero();
    pass(Duration.ofMinutes(1));
    newest = cid(2);
    copies.heard(ANN, cid(1), "bob");
    assertThat(copies.count(ANN, START.getEpochSecond())).isEqualTo(1);
    assertThat(copies.count(ANN, now.getEpochSecond())).isZero();
    copies.heard(ANN, cid(2), "bob");
    assertThat(copies.count(ANN, now.getEpochSecond())).isEqualTo(1);
  }

  @Test
  void holdersAreKnownWithWhatTheySaidAndSinceWhen() {
    copies.heard(ANN, cid(1), "bob");
    pass(Duration.ofMinutes(10));
    copies.heard(ANN, cid(7), "eve");
    copies.heard(ANN, cid(1), "bob");
    assertThat(copies.of(ANN))
        .containsExactly(
            new Copies.Holder("bob", cid(1), START, now, Optional.of(now)),
            new Copies.Holder("eve", cid(7), now, now, Optional.empty()));
    copies.heard(ANN, cid(8), "bob");
    assertThat(copies.of(ANN).get(0).since()).isEqualTo(now);
  }

  @Test
  void whoWasNotHeardForHoursIsForgotten() {
    copies.heard(ANN, cid(1), "bob");
    pass(Duration.ofHours(4));
    assertThat(copies.of(ANN)).isEmpty();
    assertThat(copies.count(ANN, 0)).isZero();
  }

  @Test
  void aCopyMoreIsToldOnce() {
    copies.onChange(changes::add);
    copies.heard(ANN, cid(9), "eve");
    copies.heard(ANN, cid(1), "bob");
    copies.heard(ANN, cid(1), "bob");
    assertThat(changes).containsExactly(ANN);
  }

  @Test
  void manyWhoSayToHoldItTakeNoMoreThanSo() {
    for (int i = 0; i < 10_000; i++) {
      copies.heard(ANN, cid(1), "peer " + i);
    }
    assertThat(copies.of(ANN)).hasSize(256);
    copies.forget(ANN);
    assertThat(copies.of(ANN)).isEmpty();
  }

  @Test
  void anAuthorLearnsThatAFollowerHasThePost(@TempDir Path folder) {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    MemoryIpfs annNode = network.newNode();
    MemoryIpfs bobNode = network.newNode();
    network.connect(annNode, bobNode);
    try (TestDaemon ann = new TestDaemon(folder.resolve("ann"), annNode);
        TestDaemon bob = new TestDaemon(folder.resolve("bob"), bobNode)) {
      Replica profile = ann.found("Ann");
      ann.sync.hold(profile);
      ann.post(profile, "hello");
      Replica copy = bob.follow(profile.profile());
      TestDaemon.awaitSame(copy, profile);
      ann.post(profile, "and this is news");
      TestDaemon.await(
          "the follower to say so",
          () -> ann.copies.count(profile.profile(), TestDaemon.CLOCK.millis() / 1_000) == 1);
      assertThat(ann.copies.of(profile.profile()))
          .extracting(Copies.Holder::peer)
          .containsExactly(bobNode.peers().self().id());
    }
  }
}
