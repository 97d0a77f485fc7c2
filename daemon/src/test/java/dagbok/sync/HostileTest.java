package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.testing.Forger;
import dagbok.testing.LogTap;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bob follows Ann; Mallory is connected with Bob, and lies. */
final class HostileTest {
  private static final long LARGE_SEQ = 1_000_000_000;

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs annNode = network.newNode();
  private final MemoryIpfs bobNode = network.newNode();
  private final MemoryIpfs malloryNode = network.newNode();
  private LogTap log;
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica profile;
  private Replica copy;
  private Forger mallory;

  @BeforeEach
  void start() {
    log = new LogTap("dagbok.sync");
    network.connect(annNode, bobNode);
    network.connect(malloryNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode);
    ann.mindsTwins = false; // what others make of a stolen key is asked here
    bob = new TestDaemon(folder.resolve("bob"), bobNode);
    profile = ann.found("Ann");
    ann.sync.hold(profile);
    ann.post(profile, "hello");
    copy = bob.follow(profile.profile());
    TestDaemon.awaitSame(copy, profile);
    mallory = new Forger(malloryNode, ann, profile);
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
    log.close();
  }

  private void awaitLog(String part) {
    TestDaemon.await(part, () -> log.lines().stream().anyMatch(line -> line.contains(part)));
  }

  private void assertAnnIsHeard() {
    network.connect(annNode, bobNode);
    Cid entry = ann.post(profile, "Ann goes on");
    TestDaemon.awaitSame(copy, profile);
    assertThat(bob.feed()).isEqualTo(ann.feed()).contains(entry);
    TestDaemon.await(
        "in step", () -> bob.sync.state(profile.profile()).phase() == SyncState.Phase.IN_STEP);
    bob.awaitKept(copy);
  }

  /** What a thief of the device's key can let a head name. */
  enum Lie {
    GARBAGE("is refused"),
    LYING_ITEMS("is refused"),
    WRONG_LENGTHS("holds what is not right"),
    SNAPSHOT_OF_ANOTHER("is refused"),
    MISSING_PACKS("waits: no connected node has");

    private final String log;

    Lie(String log) {
      this.log = log;
    }

    Cid snapshot(Forger forger) {
      return switch (this) {
        case GARBAGE -> forger.garbage();
        case LYING_ITEMS -> forger.lyingItems();
        case WRONG_LENGTHS -> forger.wrongLengths();
        case SNAPSHOT_OF_ANOTHER -> forger.anothersSnapshot();
        case MISSING_PACKS -> forger.missingPacks();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void headThatNamesALieShowsNothingWrongAndHidesNothingRight(Lie lie) {
    network.isolate(annNode);
    for (int i = 0; i < 20; i++) {
      ann.post(profile, i + "y".repeat(2_000));
    }
    ann.awaitKept(profile);
    if (lie != Lie.WRONG_LENGTHS) {
      mallory.copyPacks();
    } else {
      Sets.packs(profile).forEach(pack -> malloryNode.blocks().put(List.of(pack.block())));
    }
    mallory.announce(lie.snapshot(mallory), LARGE_SEQ);
    awaitLog(lie.log);
    assertThat(ann.feed()).containsAll(bob.feed());
    assertAnnIsHeard();
  }

  @Test
  void headThatNobodyCanFollowDoesNotHideWhatTheHonestDeviceSaysInPacks() {
    mallory.announce(mallory.missingPacks(), LARGE_SEQ);
    awaitLog("waits");
    network.isolate(annNode);
    for (int i = 0; i < 60; i++) { // more than an announcement carries
      ann.post(profile, i + "y".repeat(2_000));
    }
    assertAnnIsHeard();
  }

  @Test
  void headOfWhichNobodyHasAnythingIsWaitedForShortlyAtFirst() {
    Cid nowhere = Cid.of(Multicodec.DAG_CBOR, new byte[] {1});
    mallory.announce(nowhere, LARGE_SEQ);
    TestDaemon.await("tried again", () -> bob.blocks.waits(nowhere).size() > 1);
    assertThat(bob.blocks.waits(nowhere).subList(0, 2))
        .containsExactly(Duration.ofSeconds(4), Duration.ofSeconds(10));
    assertAnnIsHeard();
  }

  @Test
  void forgedEntryInAnAnnouncementIsRefused() {
    network.isolate(annNode);
    ann.post(profile, "what Ann said");
    Item forged = mallory.forged();
    Encoded<Head> head = profile.heads().get(0);
    mallory.say(mallory.announcement(head, List.of(forged)).encode());
    awaitLog("1 entries are refused");
    assertThat(copy.member(forged.entry().cid())).isEmpty();
    assertAnnIsHeard();
    assertThat(copy.member(forged.entry().cid())).isEmpty();
  }

  @Test
  void replayedOldHeadsChangeNothing() {
    Cid old = TestDaemon.snapshot(profile);
    mallory.copyPacks();
    Encoded<Head> oldHead = profile.heads().get(0);
    for (int i = 0; i < 5; i++) {
      ann.post(profile, "post " + i);
      TestDaemon.awaitSame(copy, profile);
    }
    mallory.say(mallory.announcement(oldHead, List.of()).encode());
    mallory.announce(old, LARGE_SEQ);
    mallory.announce(mallory.garbage(), LARGE_SEQ + 1); // comes after, so the others were judged
    awaitLog("is refused");
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(profile));
    assertThat(copy.heads()).isEqualTo(profile.heads());
    assertAnnIsHeard();
  }

  @Test
  void floodOfOnePeerDoesNotDrownAnothersHead() {
    Random random = new Random(5);
    byte[] junk = new byte[1_000];
    for (int i = 0; i < 1_500; i++) {
      random.nextBytes(junk);
      mallory.say(junk);
      Encoded<Head> wrong =
          Forger.head(
              profile.profile(),
              TestDaemon.snapshot(profile),
              ann.device(profile),
              dagbok.crypto.SigningKey.ofSeed(new byte[32]),
              i);
      mallory.say(mallory.announcement(wrong, List.of()).encode());
    }
    assertAnnIsHeard();
    assertThat(log.lines()).anyMatch(line -> line.contains("its signature is wrong"));
    assertThat(log.lines()).hasSizeLessThan(300);
  }

  @Test
  void hostileProfileDoesNotHoldUpAnHonestOne() {
    try (TestDaemon hostile = new TestDaemon(folder.resolve("mallory"), malloryNode)) {
      Replica own = hostile.found("Mallory");
      Forger liar = new Forger(malloryNode, hostile, own);
      bob.follow(own.profile());
      TestDaemon.await(
          "listening",
          () ->
              malloryNode
                  .pubsub()
                  .peers(dagbok.schema.Topic.of(own.profile()).name())
                  .contains(bobNode.id()));
      liar.announce(liar.missingPacks(), LARGE_SEQ);
      liar.announce(liar.garbage(), LARGE_SEQ);
      awaitLog("waits: no connected node has");
      for (int i = 0; i < 5; i++) {
        assertAnnIsHeard();
      }
      assertThat(bob.sync.state(profile.profile()).trouble()).isEmpty();
    }
  }
}
