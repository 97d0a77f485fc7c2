package dagbok.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What two connected nodes do together. */
@Timeout(120)
class KuboPairTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static KuboNode one;
  private static KuboNode two;
  private final List<KuboSubscription> subscriptions = new ArrayList<>();

  @AfterEach
  void unsubscribe() {
    subscriptions.forEach(KuboSubscription::close);
  }

  @BeforeAll
  static void start() throws IOException {
    KuboSetup setup = KuboSetup.test().with("Experimental.Libp2pStreamMounting", "true");
    one = KUBO.start(setup);
    two = KUBO.start(setup);
    KUBO.connect(one, two);
  }

  private static Block stored(KuboNode node, String text) {
    Block block = Block.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
    node.client().blocks().put(Multicodec.RAW, List.of(block));
    return block;
  }

  @Test
  void aBlockComesFromTheOther() {
    Block block = stored(one, "only at one");

    assertThat(two.client().blocks().getLocal(block.cid())).isEmpty();
    assertThat(two.client().blocks().get(block.cid(), LIMIT)).isEqualTo(block.bytes());
    assertThat(two.client().blocks().getLocal(block.cid())).isPresent();
  }

  @Test
  void messagesGoBothWaysInOrder() throws InterruptedException {
    String topic = "/dagbok/1/test/both ways æ";
    BlockingQueue<String> atOne = new LinkedBlockingQueue<>();
    BlockingQueue<String> atTwo = new LinkedBlockingQueue<>();
    subscribe(one, topic, atOne);
    subscribe(two, topic, atTwo);
    awaitPeers(topic);

    one.client().pubsub().publish(topic, "from one".getBytes(StandardCharsets.UTF_8));
    assertThat(atTwo.poll(20, TimeUnit.SECONDS)).isEqualTo(id(one) + " from one");
    assertThat(atOne.poll(20, TimeUnit.SECONDS)).isEqualTo(id(one) + " from one");

    two.client().pubsub().publish(topic, "from two".getBytes(StandardCharsets.UTF_8));
    assertThat(atOne.poll(20, TimeUnit.SECONDS)).isEqualTo(id(two) + " from two");
    assertThat(one.client().pubsub().topics()).contains(topic);
  }

  @Test
  void manyPublishersAtOnceAreNeverRefused() throws Exception {
    String topic = "/dagbok/1/test/many";
    BlockingQueue<String> atTwo = new LinkedBlockingQueue<>();
    subscribe(one, topic, new LinkedBlockingQueue<>());
    subscribe(two, topic, atTwo);
    awaitPeers(topic);

    CompletableFuture<?>[] publishers =
        IntStream.range(0, 8)
            .mapToObj(p -> CompletableFuture.runAsync(() -> publish(topic, p)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(publishers).get(60, TimeUnit.SECONDS);

    // Kubo may drop some on the way; pubsub is a hint
    await().atMost(LIMIT).untilAsserted(() -> assertThat(atTwo).hasSizeGreaterThan(40));
    assertThat(atTwo).doesNotHaveDuplicates();
  }

  private static void publish(String topic, int publisher) {
    for (int i = 0; i < 10; i++) {
      byte[] message = (publisher + "." + i).getBytes(StandardCharsets.UTF_8);
      one.client().pubsub().publish(topic, message);
    }
  }

  @Test
  void theLargestMessageArrives() throws InterruptedException {
    String topic = "/dagbok/1/test/large";
    byte[] large = new byte[64 * 1024];
    BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    subscribe(one, topic, new LinkedBlockingQueue<>());
    listen(two, topic, m -> lengths.add(m.data().length));
    awaitPeers(topic);

    one.client().pubsub().publish(topic, large);

    assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(large.length);
  }

  private static void fail(KuboException why) {
    throw why;
  }

  @Test
  void closingASubscriptionFailsNothingInItsThread() {
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
    try {
      String topic = "/dagbok/1/test/closing";
      KuboSubscription subscription =
          one.client().pubsub().subscribe(topic, message -> {}, KuboPairTest::fail);
      subscription.close();
      await()
          .atMost(LIMIT)
          .until(
              () ->
                  Thread.getAllStackTraces().keySet().stream()
                      .noneMatch(thread -> thread.getName().endsWith(topic)));
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(failures).isEmpty();
  }

  private void subscribe(KuboNode node, String topic, BlockingQueue<String> messages) {
    listen(
        node,
        topic,
        m -> messages.add(m.from() + " " + new String(m.data(), StandardCharsets.UTF_8)));
  }

  private void listen(KuboNode node, String topic, Consumer<PubSubApi.Message> listener) {
    subscriptions.add(node.client().pubsub().subscribe(topic, listener, KuboPairTest::fail));
  }

  private static void awaitPeers(String topic) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(one.client().pubsub().peers(topic)).containsExactly(id(two));
              assertThat(two.client().pubsub().peers(topic)).containsExactly(id(one));
            });
  }

  private static String id(KuboNode node) {
    return node.peerId();
  }

  @Test
  void providersAreFoundInTheDht() throws IOException {
    Block block = stored(one, "announced");
    // each must have noticed that the other takes DHT records
    await()
        .atMost(LIMIT)
        .ignoreExceptionsMatching(e -> e instanceof KuboException)
        .untilAsserted(
            () -> {
              one.client().routing().provide(block.cid(), LIMIT);
              assertThat(providers(two, block)).contains(id(one));
            });
  }

  private static List<String> providers(KuboNode node, Block block) {
    List<String> ids = new ArrayList<>();
    try (var peers =
        node.client().routing().findProviders(block.cid(), 1, Duration.ofSeconds(10))) {
      peers.forEachRemaining(peer -> ids.add(peer.id()));
    }
    return ids;
  }

  @Test
  void connectionsAreKeptAndReleased() throws IOException {
    one.client().swarm().keep(two.address());
    one.client().swarm().release(two.peerId());

    assertThat(one.client().swarm().peers()).extracting(KuboPeer::id).contains(two.peerId());
  }

  @Test
  void tcpIsCarriedBetweenThem() throws IOException {
    try (ServerSocket service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String protocol = "/x/dagbok-test";
      one.client().p2p().listen(protocol, "/ip4/127.0.0.1/tcp/" + service.getLocalPort());
      two.client().p2p().forward(protocol, "/ip4/127.0.0.1/tcp/0", "/p2p/" + one.peerId());
      String listen = two.client().p2p().list().get(0).listen();
      int port = Integer.parseInt(listen.substring(listen.lastIndexOf('/') + 1));

      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> greet(service));
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port);
          InputStream in = client.getInputStream()) {
        assertThat(in.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("hello");
      }
      server.join();

      P2pApi.Way way = one.client().p2p().list().get(0);
      one.client().p2p().close(new P2pApi.Way(protocol, way.listen(), listen));
      assertThat(one.client().p2p().list()).containsExactly(way);
      one.client().p2p().close(protocol, way.listen());
      assertThat(one.client().p2p().list()).containsExactly(way);
      one.client().p2p().close(protocol, way.target());
      assertThat(one.client().p2p().list()).isEmpty();
      assertThat(two.client().p2p().close(protocol)).isEqualTo(1);
    }
  }

  private static void greet(ServerSocket service) {
    try (Socket peer = service.accept();
        OutputStream out = peer.getOutputStream()) {
      out.write("hello".getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
