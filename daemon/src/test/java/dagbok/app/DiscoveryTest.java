package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.gossip.Input;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.schema.ProfileId;
import dagbok.testing.TestDaemon;
import dagbok.testing.TwoDaemons;
import dagbok.web.port.Discovery;
import dagbok.web.port.Refusal;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ann wants strangers to find her, and Bob listens. */
final class DiscoveryTest extends TwoDaemons {
  private static final String ADDRESS = "/ip4/192.0.2.7/tcp/8471/http";

  private DaemonDiscovery anns;
  private DaemonDiscovery bobs;

  @BeforeEach
  void start() {
    anns = discovery(ann);
    bobs = discovery(bob);
    bob.gossip.tell(new Input.Discover());
  }

  private static DaemonDiscovery discovery(TestDaemon daemon) {
    return new DaemonDiscovery(
        daemon.database,
        daemon.replicas,
        daemon.keys,
        new Names(daemon.database),
        daemon.discoveries,
        () -> List.of(ADDRESS),
        daemon.gossip::tell,
        TestDaemon.CLOCK);
  }

  @Test
  void whoWantsToBeFoundIsFoundWithAnAddress() {
    ProfileId wanted = profile.profile();
    assertThat(anns.isFindable(wanted)).isFalse();
    TestDaemon.await(
        "found",
        () -> {
          anns.beFindable(wanted, true); // who does not listen yet is told again later
          return !bobs.found().isEmpty();
        });
    assertThat(anns.isFindable(wanted)).isTrue();
    assertThat(bobs.found())
        .containsExactly(
            new Discovery.Found(
                wanted, List.of(ADDRESS), TestDaemon.CLOCK.instant().getEpochSecond()));
  }

  @Test
  void whatIsHereIsNotFound() {
    ProfileId wanted = profile.profile();
    TestDaemon.await(
        "found",
        () -> {
          anns.beFindable(wanted, true);
          return !bobs.found().isEmpty();
        });
    bob.follow(wanted);
    assertThat(bobs.found()).isEmpty();
  }

  @Test
  void nobodyIsToldOfWhoDoesNotWantItOrNoMore() {
    ProfileId wanted = profile.profile();
    ProfileId other = ann.found("Ann's other").profile();
    anns.beFindable(wanted, true);
    anns.beFindable(other, true);
    anns.beFindable(other, false);
    assertThat(anns.isFindable(other)).isFalse();
    MemoryIpfs node = network.newNode();
    network.connect(node, annNode);
    try (TestDaemon late = new TestDaemon(folder.resolve("late"), node)) {
      late.gossip.tell(new Input.Discover());
      TestDaemon.await(
          "found",
          () -> {
            anns.tell();
            return !discovery(late).found().isEmpty();
          });
      long now = TestDaemon.CLOCK.instant().getEpochSecond();
      assertThat(discovery(late).found()) // an address would tie both profiles
          .containsExactly(new Discovery.Found(wanted, List.of(), now));
    }
  }

  @Test
  void onlyOnesOwnCanBeMadeFindable() {
    bob.follow(profile.profile());
    assertThatThrownBy(() -> bobs.beFindable(profile.profile(), true))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("not a profile of your own");
  }
}
