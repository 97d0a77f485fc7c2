package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Budget;
import dagbok.profile.Replica;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BudgetTest {
  private static final long PROFILE_BYTES = 100_000;
  private static final Budget SMALL = new Budget(PROFILE_BYTES, 150_000, 1_000_000, 1_000_000);
  private static final int MAX_MESSAGE_BYTES = 64 * 1024;

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs annNode = network.newNode();
  private final MemoryIpfs bobNode = network.newNode();
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica large;

  @BeforeEach
  void start() {
    network.connect(annNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode, SMALL);
    bob = new TestDaemon(folder.resolve("bob"), bobNode, SMALL);
    large = ann.found("Ann");
    ann.sync.hold(large);
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
  }

  private void postMuch() {
    for (int i = 0; i < 60; i++) {
      ann.author.publish(large, Drafts.text(i + "x".repeat(3_000)), root -> {});
    }
    ann.sync.changed(large.profile());
    ann.awaitKept(large);
  }

  private void awaitTrouble(String code) {
    TestDaemon.await(
        code,
        () ->
            bob.sync.state(large.profile()).trouble().stream()
                .anyMatch(trouble -> trouble.code().equals(code)));
  }

  @Test
  void followedProfileOverItsBudgetIsNotFetchedAndHoldsUpNoOther() {
    postMuch();
    Replica copy = bob.follow(large.profile());
    awaitTrouble("profile-too-large");
    assertThat(copy.bytes()).isLessThan(PROFILE_BYTES);
    Sets.packs(large).stream()
        .map(pack -> pack.ref().pack())
        .forEach(pack -> assertThat(bob.blocks.fetched()).doesNotContain(pack));
    Replica small = ann.found("Ann's other one");
    ann.sync.hold(small);
    TestDaemon.awaitSame(bob.follow(small.profile()), small);
  }

  @Test
  void announcementsDoNotGoPastTheBudget() {
    Replica copy = bob.follow(large.profile());
    TestDaemon.awaitSame(copy, large);
    for (int i = 0; i < 60; i++) {
      ann.post(large, i + "x".repeat(3_000));
    }
    awaitTrouble("profile-too-large");
    assertThat(copy.bytes()).isLessThan(PROFILE_BYTES + MAX_MESSAGE_BYTES);
  }

  @Test
  void onesOwnProfileHasNoBudget() {
    postMuch();
    assertThat(large.bytes()).isGreaterThan(PROFILE_BYTES);
    ann = ann.restarted();
    Replica again = ann.replicas.find(large.profile()).orElseThrow();
    assertThat(TestDaemon.snapshot(again)).isEqualTo(TestDaemon.snapshot(large));
  }
}
