package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.ScopedPins;
import dagbok.ipfs.kubo.KuboBlocks;
import dagbok.ipfs.kubo.KuboPins;
import dagbok.keep.Keeper;
import dagbok.kubo.process.KuboNetwork;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import dagbok.profile.Allowance;
import dagbok.profile.Budget;
import dagbok.profile.Replica;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.StepClock;
import dagbok.testing.TestDaemon;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** When garbage is collected, and how large a Kubo of the daemon's own becomes. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class KuboGarbageTest {
  private static final long MEBIBYTE = 1L << 20;
  private static final int POSTS = 20;

  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();
  @TempDir Path folder;

  private final StepClock clock = new StepClock();
  private final FakeRepo repo = new FakeRepo();
  private final KuboGarbage garbage = new KuboGarbage(repo, clock);

  private static final class FakeRepo implements KuboGarbage.Repo {
    private long kept = 100 * MEBIBYTE;
    private long dropped;
    private int collections;
    private boolean isAway;

    @Override
    public long bytes() {
      if (isAway) {
        throw new IpfsException(IpfsException.Reason.AWAY, "away", "Wait", null);
      }
      return kept + dropped;
    }

    @Override
    public long collect() {
      collections++;
      dropped = 0;
      return 1;
    }
  }

  @Test
  void nothingIsCollectedAgainBeforeMuchCame() {
    garbage.run();
    assertThat(repo.collections).isOne();
    repo.dropped = 10 * MEBIBYTE;
    garbage.run();
    assertThat(repo.collections).isOne();
    repo.dropped = 20 * MEBIBYTE;
    garbage.run();
    assertThat(repo.collections).isEqualTo(2);
    assertThat(repo.bytes()).isEqualTo(repo.kept);
  }

  @Test
  void whatWasLetGoIsCollectedThoughNothingCame() {
    garbage.run();
    repo.kept -= 50 * MEBIBYTE;
    repo.dropped = 50 * MEBIBYTE;
    garbage.run();
    assertThat(repo.collections).isOne();
    clock.step(KuboGarbage.LONGEST_PAUSE);
    garbage.run();
    assertThat(repo.dropped).isZero();
  }

  @Test
  void whatNothingKeepsLeavesKuboAndTheRestStays() throws Exception {
    KuboNode kubo = KUBO.start(KuboSetup.own(KuboNetwork.NONE));
    KuboCare care = new KuboCare(kubo.endpoint().toString());
    KuboBlocks blocks = new KuboBlocks(kubo.client());
    ScopedPins pins = new ScopedPins(new KuboPins(kubo.client()), blocks, "day");
    Allowance plenty = new Allowance(() -> 0, Budget.STANDARD, () -> false);
    KuboGarbage rounds = new KuboGarbage(care, clock);
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Keeper keeper = new Keeper(blocks, pins, daemon.database, plenty, TestDaemon.CLOCK);
      Replica kept = daemon.found("Ann");
      Replica left = daemon.found("Bob");
      List<Replica> both = List.of(kept, left);
      for (int i = 0; i < POSTS; i++) {
        for (Replica replica : both) {
          daemon.author.publish(replica, Drafts.text("x".repeat(1_000) + i), root -> {});
          keeper.keep(replica);
          keeper.keepLoose(replica);
          keeper.keepMedia(replica);
        }
      }
      rounds.run();
      assertThat(both).allMatch(replica -> isAllThere(blocks, replica));

      keeper.release(left.profile());
      clock.step(KuboGarbage.LONGEST_PAUSE);
      rounds.run();
      assertThat(isAllThere(blocks, kept)).isTrue();
      assertThat(Sets.kept(left)).noneMatch(entry -> blocks.local(entry).isPresent());
    }
  }

  private static boolean isAllThere(KuboBlocks blocks, Replica replica) {
    return blocks.local(Sets.snapshot(replica)).isPresent()
        && Sets.kept(replica).stream().allMatch(entry -> blocks.local(entry).isPresent());
  }

  @Test
  void anAbsentKuboIsCollectedLater() {
    repo.isAway = true;
    garbage.run();
    repo.isAway = false;
    garbage.run();
    assertThat(repo.collections).isOne();
  }
}
