package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.HttpServer;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.ipfs.Peers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** What is done on the word of strangers. */
class StrangersWordTest {
  private static final PeerId SOMEBODY =
      new PeerId(SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]).publicKey());

  @Test
  void onlyFewOfTheAddressesThatAStrangerTellsAreTriedAndThisMachineIsNot() {
    List<InetAddress> told = new ArrayList<>();
    told.add(InetAddresses.forString("127.0.0.1"));
    for (int i = 1; i < 200; i++) {
      told.add(InetAddresses.forString("192.0.2." + i));
    }

    assertThat(LocalNetwork.addresses(SOMEBODY, told, 8471, false))
        .hasSize(LocalNetwork.MAX_ADDRESSES)
        .allMatch(address -> address.host().startsWith("192.0.2."));
    assertThat(LocalNetwork.addresses(SOMEBODY, told, 8471, true))
        .map(PeerAddress::host)
        .containsExactly("127.0.0.1");
  }

  @Test
  void addressesOverHttpThatTheDhtNamesAreNotGoneTo() {
    Peers http = new Told(List.of(new Peers.Peer("linked", "/ip4/192.0.2.1/tcp/8471/http")));
    Peers dht =
        new Told(
            List.of(
                new Peers.Peer("web", "/ip4/192.168.1.1/tcp/80/http/p2p/" + SOMEBODY),
                new Peers.Peer("kubo", "/ip4/192.0.2.2/tcp/4001/p2p/" + SOMEBODY)));

    List<Peers.Peer> found =
        new PeeredPeers(dht, http)
            .findProviders(Cid.of(Multicodec.RAW, new byte[0]), 8, Duration.ofSeconds(1));

    assertThat(found).map(Peers.Peer::id).containsExactly("linked", "kubo");
  }

  /** Knows providers of everything. */
  private record Told(List<Peer> providers) implements Peers {
    @Override
    public Self self() {
      return new Self("", List.of(), "");
    }

    @Override
    public void connect(String address) {}

    @Override
    public List<Peer> connected() {
      return List.of();
    }

    @Override
    public void provide(Cid cid, Duration timeout) {}

    @Override
    public List<Peer> findProviders(Cid cid, int limit, Duration timeout) {
      return providers;
    }
  }

  /** A few bytes may stand for very many. */
  @Test
  void nothingCompressedIsAskedFor() throws Exception {
    BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestHeaders().containsKey("Accept-Encoding"));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    try (PeerClient client = new PeerClient()) {
      PeerAddress address = PeerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
      client.has(address, Cid.of(Multicodec.RAW, new byte[0]), Duration.ofSeconds(20));
      assertThat(asked.take()).isFalse();
    } finally {
      server.stop(0);
    }
  }
}
