package dagbok.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link Peers} promises. */
@Timeout(120)
public abstract class PeersContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration SEARCH = Duration.ofSeconds(10);

  /** Two connected nodes, the same for all tests. */
  protected abstract IpfsPair pair();

  private Peers one() {
    return pair().one().peers();
  }

  private Peers two() {
    return pair().two().peers();
  }

  @Test
  void aNodeKnowsItself() {
    Peers.Self self = one().self();

    assertThat(self.id()).isNotEmpty().isNotEqualTo(two().self().id());
    assertThat(self.version()).isNotEmpty();
    assertThat(self.addresses()).isNotEmpty().allMatch(address -> address.endsWith(self.id()));
  }

  @Test
  void connectedNodesSeeEachOther() {
    assertThat(one().connected()).extracting(Peers.Peer::id).contains(two().self().id());
    assertThat(two().connected()).extracting(Peers.Peer::id).contains(one().self().id());
    assertThat(one().connected()).allMatch(peer -> peer.address().endsWith("/p2p/" + peer.id()));
  }

  @Test
  void connectingAgainIsNoError() {
    one().connect(two().self().addresses().get(0));
    one().connect(two().self().addresses().get(0));

    assertThat(one().connected()).extracting(Peers.Peer::id).contains(two().self().id());
  }

  @Test
  void addressesOfNobodyAreRefused() {
    assertThatThrownBy(() -> one().connect("nonsense")).isInstanceOf(IpfsException.class);
    assertThatThrownBy(
            () ->
                one()
                    .connect(
                        "/ip4/127.0.0.1/tcp/1/p2p/"
                            + "12D3KooWJcjGTunGWCtXEdpFYNTtHwLQp77zVQkFiUfNHLHpYuCJ"))
        .isInstanceOf(IpfsException.class);
  }

  @Test
  void whoProvidesIsFoundByOthersButNotByItself() {
    Block block = Block.of(Multicodec.RAW, new byte[] {1, 2, 3, 4});
    pair().one().blocks().put(List.of(block));
    String id = one().self().id();

    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(e -> e instanceof IpfsException)
        .untilAsserted(
            () -> {
              one().provide(block.cid(), SEARCH);
              assertThat(two().findProviders(block.cid(), 5, SEARCH))
                  .extracting(Peers.Peer::id)
                  .containsExactly(id);
            });
    assertThat(one().findProviders(block.cid(), 5, Duration.ofSeconds(2)))
        .extracting(Peers.Peer::id)
        .doesNotContain(id);
  }

  @Test
  void whatNobodyProvidesHasNoProviders() {
    Block block = Block.of(Multicodec.RAW, new byte[] {4, 3, 2, 1});

    assertThat(one().findProviders(block.cid(), 5, Duration.ofSeconds(2))).isEmpty();
  }
}
