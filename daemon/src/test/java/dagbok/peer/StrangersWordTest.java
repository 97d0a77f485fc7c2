package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.HttpServer;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
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
