package dagbok.ipfs.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.kubo.KuboBlocks;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Blocks from gateways that are what they should be, and from others. */
@Timeout(60)
final class GatewaysTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  private static final Duration PLENTY = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final Block block =
      Block.of(Multicodec.RAW, "a pack, say".getBytes(StandardCharsets.UTF_8));
  private final AtomicLong now = new AtomicLong();
  private final List<HttpServer> servers = new ArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    servers.forEach(server -> server.stop(0));
    threads.shutdownNow();
  }

  private interface Answerer {
    void answer(HttpExchange exchange) throws IOException;
  }

  private URI gateway(String name, Answerer answerer) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          asked.add(name);
          try (exchange) {
            answerer.answer(exchange);
          }
        });
    server.start();
    servers.add(server);
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static void give(HttpExchange exchange, int status, byte[] bytes) throws IOException {
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private URI honest() throws IOException {
    return gateway(
        "honest",
        exchange -> {
          boolean right =
              exchange.getRequestURI().toString().equals("/ipfs/" + block.cid() + "?format=raw")
                  && Gateways.RAW.equals(exchange.getRequestHeaders().getFirst("Accept"));
          give(exchange, right ? 200 : 404, right ? block.bytes() : new byte[0]);
        });
  }

  private Gateways gateways(URI... urls) {
    return new Gateways(List.of(urls), now::get);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void whoLiesIsNotAskedForAnHour() throws IOException {
    URI liar = gateway("liar", exchange -> give(exchange, 200, new byte[10]));
    Gateways gateways = gateways(liar, honest());
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(asked).containsExactly("liar", "honest", "honest");
    pass(Gateways.ASIDE_AFTER_LIE);
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(asked).endsWith("liar", "honest");
  }

  @Test
  void whoGivesMoreThanABlockIsNotReadToTheEnd() throws IOException {
    URI flood =
        gateway(
            "flood",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              byte[] piece = new byte[1 << 16];
              while (true) { // until nobody reads it
                exchange.getResponseBody().write(piece);
              }
            });
    assertThat(gateways(flood, honest()).get(block.cid(), PLENTY)).contains(block);
  }

  @Test
  void whoStallsIsNotAskedForAWhile() throws IOException {
    URI slow =
        gateway(
            "slow",
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write(1);
              exchange.getResponseBody().flush();
              exchange.getRequestBody().read();
              park();
            });
    Gateways gateways = gateways(slow, honest());
    assertThat(gateways.get(block.cid(), SHORT)).isEmpty();
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(asked).containsExactly("slow", "honest");
    pass(Gateways.ASIDE_AFTER_FAILURE);
    assertThat(gateways.get(block.cid(), SHORT)).isEmpty();
    assertThat(asked).endsWith("slow");
  }

  /** Until the test ends. */
  private static void park() {
    try {
      new java.util.concurrent.CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whoHasNotGotItIsAskedAgain() throws IOException {
    URI empty = gateway("empty", exchange -> give(exchange, 404, new byte[0]));
    URI busy = gateway("busy", exchange -> give(exchange, 429, new byte[0]));
    Gateways gateways = gateways(empty, busy, honest());
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
    assertThat(asked).containsExactly("empty", "busy", "honest", "empty", "honest");
  }

  @Test
  void gatewaysAreAskedForWhatTheIpfsNodeLacks() throws IOException {
    Blocks node = new MemoryNetwork(Runnable::run).newNode().blocks();
    Blocks blocks = new GatewayedBlocks(node, gateways(honest()));
    assertThat(blocks.fetch(block.cid(), PLENTY)).isEqualTo(block);
    Block other = Block.of(Multicodec.RAW, new byte[] {1});
    assertThatThrownBy(() -> blocks.fetch(other.cid(), SHORT)).isInstanceOf(IpfsException.class);
    node.put(List.of(other));
    int before = asked.size();
    assertThat(blocks.fetch(other.cid(), PLENTY)).isEqualTo(other);
    assertThat(asked).hasSize(before);
  }

  @Test
  void kuboGivesBlocksAsAGateway() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    KuboNode kubo =
        KUBO.start(
            KuboSetup.test()
                .with("Addresses.Gateway", "\"/ip4/127.0.0.1/tcp/" + port + "\"")
                .with("Gateway.NoFetch", "true"));
    Block other = Block.of(Multicodec.RAW, new byte[] {1});
    new KuboBlocks(kubo.client()).put(List.of(block));
    Gateways gateways = gateways(URI.create("http://127.0.0.1:" + port));
    assertThat(gateways.get(other.cid(), PLENTY)).isEmpty();
    assertThat(gateways.get(block.cid(), PLENTY)).contains(block);
  }
}
