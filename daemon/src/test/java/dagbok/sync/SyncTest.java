package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.profile.Replica;
import dagbok.schema.Control;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Mark;
import dagbok.testing.HeadsHeard;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import dagbok.testing.TwoDaemons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class SyncTest extends TwoDaemons {
  private void post(int count, int chars) {
    for (int i = 0; i < count; i++) {
      ann.author.publish(profile, dagbok.testing.Drafts.text(i + "x".repeat(chars)), root -> {});
    }
    ann.sync.changed(profile.profile());
    ann.awaitKept(profile);
  }

  /** Posts until there are so many packs; where they are cut varies with the keys. */
  private void postPacks(int packs) {
    do {
      post(60, 3_000);
    } while (Sets.packs(profile).size() < packs);
  }

  /** Bob follows, and has all. */
  private Replica followed() {
    Replica copy = bob.follow(profile.profile());
    TestDaemon.awaitSame(copy, profile);
    return copy;
  }

  @Test
  void followerGetsAllAndComesToTheSameSnapshot() {
    postPacks(3);
    Replica copy = followed();
    assertThat(bob.feed()).isEqualTo(ann.feed()).hasSizeGreaterThanOrEqualTo(60);
    TestDaemon.await("all of it told", () -> bob.arrived.size() >= arrivedOf(copy).size());
    assertThat(bob.arrived).containsExactlyInAnyOrderElementsOf(arrivedOf(copy));
    bob.awaitKept(copy);
    TestDaemon.await(
        "in step", () -> bob.sync.state(profile.profile()).phase() == SyncState.Phase.IN_STEP);
    assertThat(bobNode.pins().list(Pins.PREFIX)).containsKey(TestDaemon.snapshot(copy));
  }

  private static List<Cid> arrivedOf(Replica copy) {
    return Sets.live(copy).stream()
        .filter(entry -> !copy.member(entry).orElseThrow().entry().value().control())
        .toList();
  }

  @Test
  void whatIsAnnouncedWhileNobodyHearsIsLearntByAQuery() {
    Replica copy = followed();
    network.isolate(bobNode);
    post(3, 10);
    network.connect(annNode, bobNode);
    bob = bob.restarted();
    Replica again = bob.replicas.find(copy.profile()).orElseThrow();
    TestDaemon.awaitSame(again, profile);
  }

  @Test
  void whatWasAnnouncedBeforeAnybodyFollowedIsLearntByAQuery() {
    network.isolate(bobNode);
    Replica copy = bob.follow(profile.profile());
    post(3, 10);
    network.connect(annNode, bobNode);
    TestDaemon.awaitSame(copy, profile);
  }

  @Test
  void ipfsNodeThatWasAwayCatchesUp() {
    Replica copy = followed();
    bobNode.goAway();
    post(3, 10);
    bobNode.comeBack();
    TestDaemon.awaitSame(copy, profile);
    bob.awaitKept(copy);
  }

  @Test
  void tenLivePostsFetchNoPack() {
    Replica copy = followed();
    List<Cid> before = bob.blocks.fetched();
    for (int i = 0; i < 10; i++) {
      Cid entry = ann.post(profile, "live " + i);
      TestDaemon.awaitSame(copy, profile);
      assertThat(bob.feed()).contains(entry);
    }
    assertThat(bob.blocks.fetched()).isEqualTo(before);
  }

  @Test
  void followerComputesADeleteWithoutDownload() {
    post(5, 100);
    Replica copy = followed();
    Cid gone = ann.feed().get(2);
    List<Cid> before = bob.blocks.fetched();
    ann.write(profile, new Control.Delete(List.of(gone)));
    TestDaemon.awaitSame(copy, profile);
    assertThat(bob.feed()).isEqualTo(ann.feed()).hasSize(4).doesNotContain(gone);
    assertThat(bob.blocks.fetched()).isEqualTo(before);
  }

  @Test
  void ownDeviceAnnouncesAgainAfterARestart() {
    post(1, 10);
    ann = ann.restarted();
    profile = ann.replicas.find(profile.profile()).orElseThrow();
    HeadsHeard heard = new HeadsHeard(bobNode, profile.profile());
    Cid entry = ann.post(profile, "after the restart");
    Replica copy = followed();
    assertThat(bob.feed()).contains(entry);
    TestDaemon.await("its head", () -> heard.heads().contains(profile.heads().get(0).cid()));
    TestDaemon.await("the head to be kept", () -> copy.heads().equals(profile.heads()));
  }

  @Test
  void interruptedCatchUpGoesOnAndFetchesNothingTwiceThatWasTaken() {
    postPacks(6);
    Replica copy = bob.replicas.ensure(profile.profile());
    copy.take(
        dagbok.profile.Batch.of(
            Announcements.bare(profile, profile.heads().get(0)).orElseThrow().proof(), List.of()));
    bob.blocks.awayAt(n -> n % 5 == 0);
    int attempts = 0;
    boolean inStep = false;
    while (!inStep && attempts++ < 50) {
      Set<Cid> done = done(copy);
      int before = bob.blocks.fetched().size();
      inStep = attempt(copy);
      List<Cid> fetched = bob.blocks.fetched();
      assertThat(fetched.subList(before, fetched.size())).noneMatch(done::contains);
      bob = bob.restarted();
      copy = bob.replicas.find(profile.profile()).orElseThrow();
      bob.sync.drop(profile.profile());
      bob.blocks.awayAt(n -> n % 5 == 0);
    }
    assertThat(inStep).isTrue();
    assertThat(attempts).isGreaterThan(1);
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(profile));
  }

  private boolean attempt(Replica copy) {
    ExecutorService fetchers = Executors.newSingleThreadExecutor();
    CatchUp catchUp = new CatchUp(bob.blocks, bob.allowance, replica -> fetchers);
    try {
      return catchUp.run(copy, profile.heads().get(0), (done, total, arrived) -> {})
          == CatchUp.Result.IN_STEP;
    } catch (IpfsException e) {
      assertThat(e.reason()).isEqualTo(IpfsException.Reason.AWAY);
      return false;
    } finally {
      fetchers.shutdownNow();
    }
  }

  private Set<Cid> done(Replica copy) {
    Map<Cid, Mark> marks = bob.database.read(tx -> MarkTable.all(tx, copy.row()));
    return marks.keySet().stream()
        .filter(cid -> marks.get(cid) == Mark.DONE)
        .collect(Collectors.toSet());
  }

  @Test
  void droppedProfileIsNeitherHeardOfNorKept() {
    Replica copy = followed();
    bob.awaitKept(copy);
    bob.sync.drop(copy.profile());
    bob.keeper.release(copy.profile());
    bob.replicas.forget(copy.profile());
    Replica other = ann.found("Another of Ann's");
    ann.sync.hold(other);
    Replica otherCopy = bob.follow(other.profile());
    post(1, 10);
    TestDaemon.awaitSame(otherCopy, other);
    bob.awaitKept(otherCopy);
    List<String> pins = new ArrayList<>(bobNode.pins().list(Pins.PREFIX).values());
    assertThat(pins).isNotEmpty().allMatch(name -> name.contains(other.profile().toString()));
    assertThat(bob.replicas.find(profile.profile())).isEmpty();
  }

  @Test
  void anAuditPinsAgainWhatSomebodyUnpinned() {
    post(3, 10);
    Replica replica = bob.follow(profile.profile());
    TestDaemon.awaitSame(replica, profile);
    bob.awaitKept(replica);
    Map<Cid, String> pins = bob.ipfs.pins().list(Pins.PREFIX);
    pins.keySet().forEach(bob.ipfs.pins()::remove);
    bob.sync.audit();
    TestDaemon.await("the pins", () -> bob.ipfs.pins().list(Pins.PREFIX).equals(pins));
  }

  @Test
  void twoFollowersHelpEachOther() {
    MemoryIpfs carlNode = network.newNode();
    network.connect(bobNode, carlNode);
    post(20, 1_000);
    Replica copy = followed();
    bob.awaitKept(copy);
    network.isolate(annNode);
    try (TestDaemon carl = new TestDaemon(folder.resolve("carl"), carlNode)) {
      TestDaemon.awaitSame(carl.follow(profile.profile()), profile);
      assertThat(carl.feed()).isEqualTo(ann.feed());
    }
  }
}
