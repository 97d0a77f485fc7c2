package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Doubt;
import dagbok.profile.Replica;
import dagbok.publish.Recoverer;
import dagbok.schema.ProfileId;
import dagbok.sync.Finder;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Recovery;
import dagbok.web.port.Refusal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The author's machine is lost; a follower has the profile, and the author the phrase. */
final class RecoveryTest {
  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs oldNode = network.newNode();
  private final MemoryIpfs followerNode = network.newNode();
  private final MemoryIpfs newNode = network.newNode();
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private TestDaemon old;
  private TestDaemon follower;
  private TestDaemon fresh;
  private Replica ann;
  private Replica copy;
  private Cid before;
  private String phrase;

  @BeforeEach
  void start() {
    network.connect(oldNode, followerNode);
    old = new TestDaemon(folder.resolve("old"), oldNode);
    follower = new TestDaemon(folder.resolve("follower"), followerNode);
    fresh = new TestDaemon(folder.resolve("fresh"), newNode);
    ann = old.found("Ann");
    phrase = String.join(" ", old.phrases.find(ann.profile()).orElseThrow());
    old.sync.hold(ann);
    before = old.post(ann, "before");
    copy = follower.follow(ann.profile());
    TestDaemon.awaitSame(copy, ann);
    follower.awaitKept(copy);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    old.close();
    follower.close();
    fresh.close();
  }

  private DaemonRecovery recovery(TestDaemon daemon) {
    return recovery(daemon, Duration.ofMillis(200));
  }

  private DaemonRecovery recovery(TestDaemon daemon, Duration listening) {
    EventHub events = new EventHub();
    Finder finder =
        new Finder(
            daemon.ipfs.peers(),
            executor,
            daemon.sync::state,
            daemon.sync::mayAsk,
            profile -> events.profileChanged(profile));
    return new DaemonRecovery(
        daemon.database,
        daemon.replicas,
        new Recoverer(daemon.replicas, daemon.keys, TestDaemon.CLOCK, new SecureRandom()),
        daemon.writer,
        daemon.keys,
        daemon.sync,
        finder,
        new Reach(IpfsChoice.Kind.KUBO),
        events,
        listening);
  }

  private Cid recovered(TestDaemon daemon) {
    DaemonRecovery recovery = recovery(daemon);
    Recovery.Request request = new Recovery.Request(phrase, List.of(), false);
    Optional<Cid> device = Optional.empty();
    for (int tries = 0; device.isEmpty() && tries < 10; tries++) {
      device = recovery.recover(request).device();
    }
    return device.orElseThrow();
  }

  private Replica annOn(TestDaemon daemon) {
    return daemon.replicas.find(ann.profile()).orElseThrow();
  }

  @Test
  void followerGivesAllBackAndTheNewDevicesPostsReachEverybody() throws Exception {
    network.isolate(oldNode);
    Cid onTheOldOne = old.post(ann, "written where nobody sees it");
    network.connect(newNode, followerNode);

    Cid device = recovered(fresh);

    Replica again = annOn(fresh);
    assertThat(again.own()).isTrue();
    assertThat(fresh.writer.device(again).device()).isEqualTo(device);
    assertThat(fresh.feed()).contains(before);
    Cid after = fresh.post(again, "here again");
    TestDaemon.await("the follower sees it", () -> follower.feed().contains(after));
    network.connect(oldNode, followerNode);
    old.sync.hold(ann);
    old.post(ann, "the old machine was found");
    TestDaemon.await("merged", () -> fresh.feed().contains(onTheOldOne));
    TestDaemon.awaitSame(again, ann);
    TestDaemon.awaitSame(copy, ann);
    assertThat(again.summary().forked()).isFalse();
    assertThat(old.writer.doubt(ann)).isEmpty();
    assertThat(wordsOnDisk(folder.resolve("fresh"))).isFalse();
  }

  private boolean wordsOnDisk(Path home) throws Exception {
    String someWords = phrase.split(" ", -1)[0] + " " + phrase.split(" ", -1)[1];
    try (var files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
            .contains(someWords)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void askedAgainItMakesNoSecondDevice() {
    network.connect(newNode, followerNode);
    Cid device = recovered(fresh);
    assertThat(recovered(fresh)).isEqualTo(device);
    assertThat(fresh.keys.all()).hasSize(1);
  }

  @Test
  void profileThatIsFollowedHereBecomesOnesOwn() {
    recovered(follower);
    Cid after = follower.post(annOn(follower), "from the follower's machine");
    TestDaemon.await("the old one sees it", () -> old.feed().contains(after));
  }

  @Test
  void whatIsHereIsNotEnoughBeforeOthersHadTimeToTellWhatIsNewer() {
    ann.devices().doubt(old.device(ann), Doubt.RESTORED);
    Recovery.Request request = new Recovery.Request(phrase, List.of(), false);
    assertThat(recovery(old, Duration.ofDays(1)).recover(request).device()).isEmpty();
    assertThat(recovery(old).recover(request).device()).isPresent();
  }

  @Test
  void whileNobodyIsFoundNothingIsGrantedUnlessAsked() {
    fresh.close();
    fresh = TestDaemon.alone(folder.resolve("alone"));
    DaemonRecovery recovery = recovery(fresh);
    Recovery.Recovered nothing = recovery.recover(new Recovery.Request(phrase, List.of(), false));
    assertThat(nothing.device()).isEmpty();
    assertThat(nothing.profile()).isEqualTo(ann.profile());
    assertThat(fresh.keys.all()).isEmpty();
    assertThatThrownBy(() -> fresh.post(annOn(fresh), "too soon"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no device");

    Recovery.Recovered alone = recovery.recover(new Recovery.Request(phrase, List.of(), true));
    assertThat(alone.device()).isPresent();
    Cid post = fresh.post(annOn(fresh), "alone");
    assertThat(fresh.feed()).containsExactly(post);
  }

  @Test
  void deviceThatIsInUseTwiceIsRecoveredThoughNobodyCanSignWhatWasMerged() throws Exception {
    old.close();
    try (var files = Files.walk(folder.resolve("old"))) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            folder.resolve("twin").resolve(folder.resolve("old").relativize(file).toString()));
      }
    }
    network.isolate(oldNode);
    old = new TestDaemon(folder.resolve("old"), oldNode);
    ann = annOn(old);
    old.sync.hold(ann);
    Cid here = old.post(ann, "one");
    old.post(ann, "two");
    try (TestDaemon twin = new TestDaemon(folder.resolve("twin"), newNode)) {
      Replica there = annOn(twin);
      twin.sync.hold(there);
      Cid elsewhere = twin.post(there, "of the twin");
      network.connect(newNode, oldNode);
      old.sync.hold(ann);
      twin.sync.hold(there);
      for (TestDaemon each : List.of(old, twin)) {
        TestDaemon.await(
            "in doubt",
            () -> each.writer.doubt(annOn(each)).filter(Doubt.ELSEWHERE::equals).isPresent());
      }
      Cid first = recovered(old);
      Cid after = old.post(ann, "a device of its own");
      TestDaemon.await("the twin sees it", () -> twin.feed().contains(after));
      assertThat(recovered(twin)).isNotEqualTo(first);
      Cid last = twin.post(there, "so am I");
      TestDaemon.await("it is seen", () -> old.feed().containsAll(List.of(here, elsewhere, last)));
      TestDaemon.awaitSame(ann, there);
      assertThat(old.writer.doubt(ann)).isEmpty();
      assertThat(twin.writer.doubt(there)).isEmpty();
    }
  }

  @Test
  void keyThatIsLeftOfALostDatabaseIsInDoubt() {
    network.connect(newNode, followerNode);
    fresh.keys.add(old.keys.all().get(0));
    Cid device = recovered(fresh);
    assertThat(fresh.writer.device(annOn(fresh)).device()).isEqualTo(device);
    assertThat(annOn(fresh).devices().doubt(old.device(ann))).contains(Doubt.RESTORED);
  }

  @Test
  void wrongWordsAreRefusedWithoutSayingThem() {
    String wrong = "abandon ".repeat(23) + "zebra"; // whose checksum is another
    assertThatThrownBy(() -> recovery(fresh).recover(new Recovery.Request(wrong, List.of(), false)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no recovery phrase");
    assertThat(new Recovery.Request(wrong, List.of(), false).toString()).doesNotContain("zebra");
  }

  @Test
  void onlyADeviceInDoubtIsResumed() {
    ProfileId profile = ann.profile();
    assertThatThrownBy(() -> recovery(old).resume(profile))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no device of this machine is kept");
    ann.devices().doubt(old.device(ann), Doubt.MOVED);
    assertThatThrownBy(() -> old.post(ann, "no")).isInstanceOf(Refusal.class);
    recovery(old).resume(profile);
    Cid after = old.post(ann, "yes");
    assertThat(old.feed()).contains(after);
  }
}
