package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import dagbok.gossip.Effect;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.testing.LogTap;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes of one of Ann's profiles costs Bob more than its bytes are worth. */
final class CostlyProfileTest {
  private static final Duration MUCH = Duration.ofHours(1);

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs annNode = network.newNode();
  private final MemoryIpfs bobNode = network.newNode();
  private LogTap log;
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica costly;

  @BeforeEach
  void start() {
    log = new LogTap("dagbok.sync");
    network.connect(annNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode);
    bob = new TestDaemon(folder.resolve("bob"), bobNode);
    costly = ann.found("Costly");
    ann.sync.hold(costly);
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
    log.close();
  }

  private void follow(Replica replica) {
    TestDaemon.awaitSame(bob.follow(replica.profile()), replica);
  }

  /** From now on nothing comes but what a test announces. */
  private void cutOff() {
    network.isolate(bobNode);
  }

  /** A post that is announced to a daemon, which has been told when this returns. */
  private static Cid posted(TestDaemon by, Replica replica, TestDaemon to) {
    Cid entry = by.post(replica, "a post");
    Encoded<Head> head =
        replica.heads().stream()
            .filter(one -> one.value().device().equals(by.device(replica)))
            .findFirst()
            .orElseThrow();
    to.sync.announced(
        new Effect.Announced(
            replica.profile(), Announcements.full(replica, head).orElseThrow(), "somebody"));
    return entry;
  }

  private static void awaitPost(TestDaemon daemon, Cid post) {
    TestDaemon.await("the post", () -> daemon.feed().contains(post));
  }

  private void awaitRest() {
    TestDaemon.await("a rest", () -> bob.resting(false) == 1);
  }

  @Test
  void followedProfileRestsWhileAnotherGoesOnAndAfterItDoesWhatItWasAskedFor() {
    Replica cheap = ann.found("Cheap");
    ann.sync.hold(cheap);
    follow(costly);
    follow(cheap);
    cutOff();
    bob.makeCostly(costly.profile(), MUCH);
    awaitPost(bob, posted(ann, costly, bob));
    awaitRest();
    assertThat(log.lines())
        .anyMatch(line -> line.contains(costly.profile() + " cost " + MUCH.toMillis() + " ms"))
        .anyMatch(line -> line.endsWith("rests for " + Pace.LONGEST_REST.toMillis() + " ms"));

    Cid meanwhile = posted(ann, costly, bob);
    for (int i = 0; i < 3; i++) {
      awaitPost(bob, posted(ann, cheap, bob));
    }
    assertThat(bob.feed()).doesNotContain(meanwhile);
    assertThat(bob.resting(false)).isEqualTo(1);

    bob.endRests();
    awaitPost(bob, meanwhile);
    awaitRest(); // and rests again, since that cost as much
  }

  @Test
  void followedProfileThatCostsNoMoreThanIsFreeDoesNotRest() {
    follow(costly);
    cutOff();
    bob.makeCostly(costly.profile(), Pace.FREE.dividedBy(8)); // of posts at one go
    for (int i = 0; i < 5; i++) {
      awaitPost(bob, posted(ann, costly, bob));
    }
    assertThat(log.lines()).noneMatch(line -> line.contains("rests for"));
  }

  @Test
  void onesOwnProfileNeverRests() {
    Replica onBobs = deviceOfBobs();
    cutOff();
    bob.makeCostly(costly.profile(), MUCH);
    for (int i = 0; i < 5; i++) {
      awaitPost(bob, posted(ann, costly, bob));
      bob.awaitKept(onBobs);
    }
    assertThat(bob.resting(true)).isZero();
    assertThat(log.lines()).noneMatch(line -> line.contains("rests for"));
  }

  /** Bob's machine has a key of its own for Ann's profile. */
  private Replica deviceOfBobs() {
    byte[] seed = new byte[SigningKey.SEED_BYTES];
    seed[0] = 7;
    Control.Grant grant =
        Control.Grant.by(
            SigningKey.ofSeed(seed),
            SealSecret.ofBytes(new byte[32]).publicKey(),
            costly.profile(),
            ann.device(costly));
    Cid device = ann.write(costly, grant);
    bob.keys.add(new KeyFolder.Key(costly.profile(), device, seed));
    Replica replica = bob.replicas.own(costly.profile());
    bob.sync.hold(replica);
    TestDaemon.awaitSame(replica, costly);
    return replica;
  }
}
