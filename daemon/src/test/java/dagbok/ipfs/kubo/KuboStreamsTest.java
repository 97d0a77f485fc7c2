package dagbok.ipfs.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Streams;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.P2pApi;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(180)
class KuboStreamsTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();
  private static final String PREFIX = "/x/dagbok-test/";
  private static final String NAME = PREFIX + "one";
  private static final String HERE = "/ip4/127.0.0.1/tcp/";

  private static KuboNode node() throws IOException {
    return KUBO.start(KuboSetup.test().with("Experimental.Libp2pStreamMounting", "true"));
  }

  @Test
  void carriesAndLeavesNothingOpen() throws IOException {
    KuboNode one = node();
    KuboNode two = node();
    KUBO.connect(one, two);
    P2pApi atTwo = two.client().p2p();
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Streams.Way listening =
            new KuboStreams(one.client()).listen(NAME, service.getLocalPort())) {
      assertThat(listening.port()).isEqualTo(service.getLocalPort());
      Streams streams = new KuboStreams(two.client());
      Streams.Way left = streams.forward(NAME, "/p2p/" + one.peerId());
      try (Streams.Way way = streams.forward(NAME, "/p2p/" + one.peerId());
          Socket client = new Socket(InetAddress.getLoopbackAddress(), way.port());
          Socket accepted = service.accept()) {
        assertThat(atTwo.list()).hasSize(1); // the one before gave way
        assertThat(left.port()).isNotEqualTo(way.port());
        accepted.getOutputStream().write(1);
        InputStream in = client.getInputStream();
        assertThat(in.read()).isEqualTo(1);
      }
      assertThat(atTwo.list()).isEmpty();
      left.close(); // of no effect on others, and none if it is gone
    }
    assertThat(one.client().p2p().list()).isEmpty();
  }

  @Test
  void closesWhatLeadsToPortsThatAreNotInUseAndNothingElse() throws IOException {
    KuboNode node = node();
    P2pApi p2p = node.client().p2p();
    p2p.listen(PREFIX + "left", HERE + 1);
    p2p.listen(PREFIX + "used", HERE + 2);
    p2p.listen("/x/other", HERE + 1);
    new KuboStreams(node.client()).closeUnused(PREFIX, port -> port == 2);
    assertThat(p2p.list())
        .extracting(P2pApi.Way::protocol)
        .containsExactlyInAnyOrder(PREFIX + "used", "/x/other");
  }

  /** As behind a tunnel or in a container: all is done, but elsewhere. */
  @Test
  void opensNothingAtOneWhosePortsAreElsewhere() throws IOException {
    Queue<String> asked = new ConcurrentLinkedQueue<>();
    HttpServer far =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    far.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestURI().getPath());
          byte[] answer =
              "{\"ID\":\"12D3KooWJDYM1YeHtFNgo5Mi2VCHRZToSuoeTqLMBC1LT6HX9m11\",\"Addresses\":[]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    far.start();
    KuboEndpoint endpoint = KuboEndpoint.parse("http://127.0.0.1:" + far.getAddress().getPort());
    try (KuboClient client = new KuboClient(endpoint)) {
      Streams streams = KuboStreams.of(client).orElseThrow();
      assertThatThrownBy(() -> streams.listen(NAME, 1))
          .isInstanceOf(IpfsException.class)
          .hasMessageContaining("not on this machine");
      assertThat(List.copyOf(asked))
          .containsExactly("/api/v0/id", "/api/v0/p2p/forward", "/api/v0/p2p/close");
    } finally {
      far.stop(0);
    }
  }
}
