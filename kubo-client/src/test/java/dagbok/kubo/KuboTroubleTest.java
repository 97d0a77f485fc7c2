package dagbok.kubo;

import static dagbok.kubo.BadAnswersTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.kubo.KuboException.Reason;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Kubo away, dying, coming back, and set up otherwise. */
@Timeout(180)
class KuboTroubleTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  private static final Duration SOONER_THAN_KUBO_GIVES_UP = Duration.ofSeconds(20);
  private static final Block BLOCK = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});

  @Test
  void nobodyThereIsAwayWithAWordOnWhatToDo() throws IOException {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    try (KuboClient client = new KuboClient(KuboEndpoint.parse("http://127.0.0.1:" + port))) {
      assertThatThrownBy(() -> client.node().id())
          .isInstanceOf(KuboException.class)
          .hasMessageContaining("http://127.0.0.1:" + port)
          .extracting(e -> ((KuboException) e).cure())
          .asString()
          .contains("ipfs daemon");
    }
  }

  @Test
  void aKuboThatDiesInTheMiddleOfAnUploadIsAwayAndLaterBack() throws Exception {
    KuboNode node = KUBO.start();
    EndlessBytes bytes = new EndlessBytes();
    CompletableFuture<Void> upload =
        CompletableFuture.runAsync(() -> node.client().files().add(bytes));
    bytes.awaitStarted();

    node.kill();

    assertThatThrownBy(() -> upload.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(KuboException.class)
        .extracting(e -> ((KuboException) e).reason())
        .isEqualTo(Reason.AWAY);
    assertReason(Reason.AWAY, () -> node.client().blocks().put(Multicodec.RAW, List.of(BLOCK)));

    node.restart();

    node.client().blocks().put(Multicodec.RAW, List.of(BLOCK));
    assertThat(node.client().blocks().getLocal(BLOCK.cid())).isPresent();
  }

  @Test
  void aSubscriptionEndsOnceWhenKuboDiesAndNotWhenItIsClosed() throws Exception {
    KuboNode node = KUBO.start();
    BlockingQueue<KuboException> ends = new LinkedBlockingQueue<>();
    KuboSubscription closed = node.client().pubsub().subscribe("a", m -> {}, ends::add);
    KuboSubscription broken = node.client().pubsub().subscribe("b", m -> {}, ends::add);
    assertThat(node.client().pubsub().topics()).containsExactlyInAnyOrder("a", "b");

    closed.close();
    node.kill();

    assertThat(ends.poll(30, TimeUnit.SECONDS).reason()).isEqualTo(Reason.AWAY);
    assertThat(ends).isEmpty();
    broken.close();
  }

  @Test
  void closingTheClientEndsSubscriptionsSoThatKuboStopsAtOnce() throws Exception {
    KuboNode node = KUBO.start();
    KuboSubscription subscription;
    try (KuboClient client = new KuboClient(node.endpoint())) {
      subscription = client.pubsub().subscribe("a", m -> {}, e -> {});
    }

    assertTimeoutPreemptively(SOONER_THAN_KUBO_GIVES_UP, node::stop);
    subscription.close();
  }

  @Test
  void aClosedClientSaysSo() throws IOException {
    KuboClient client = new KuboClient(KuboEndpoint.USUAL);
    client.close();

    assertReason(Reason.CANCELLED, () -> client.node().id());
  }

  @Test
  void aListenerThatFailsDoesNotEndTheSubscription() throws Exception {
    KuboNode node = KUBO.start();
    BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    KuboSubscription subscription =
        node.client()
            .pubsub()
            .subscribe(
                "a",
                message -> {
                  lengths.add(message.data().length);
                  throw new IllegalStateException("a listener fails, as this test wants");
                },
                e -> {});
    node.client().pubsub().publish("a", new byte[1]);
    node.client().pubsub().publish("a", new byte[2]);

    assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
    subscription.close();
  }

  @Test
  void pubsubThatIsOffIsNamedWithItsCure() throws IOException {
    KuboNode node = KUBO.start(KuboSetup.test().with("Pubsub.Enabled", "false"));

    assertReason(Reason.PUBSUB_OFF, () -> node.client().pubsub().topics());
    assertReason(Reason.PUBSUB_OFF, () -> node.client().pubsub().publish("a", new byte[1]));
    assertReason(Reason.PUBSUB_OFF, () -> node.client().pubsub().subscribe("a", m -> {}, e -> {}));
    assertThat(Reason.PUBSUB_OFF.cure()).contains("ipfs config --json Pubsub.Enabled true");
  }

  @Test
  void aSecretIsAskedForAndTaken() throws IOException {
    String scope = "{\"AuthSecret\": \"%s\", \"AllowedPaths\": [\"/api/v0\"]}";
    KuboNode node =
        KUBO.start(
            KuboSetup.test()
                .with(
                    "API.Authorizations",
                    "{\"a\": "
                        + String.format(scope, "bearer:token")
                        + ", \"b\": "
                        + String.format(scope, "basic:user:pass")
                        + "}"));

    for (String right : List.of("bearer:token", "basic:user:pass", "token")) {
      try (KuboClient client = clientWith(node, right)) {
        client.blocks().put(Multicodec.RAW, List.of(BLOCK));
        assertThat(client.blocks().getLocal(BLOCK.cid())).isPresent();
      }
    }
    assertReason(Reason.DENIED, () -> node.client().node().id());
    try (KuboClient client = clientWith(node, "bearer:wrong")) {
      assertReason(Reason.DENIED, () -> client.node().id());
      // Kubo answers before it has read it all, and hangs up
      assertThatThrownBy(() -> client.files().add(new EndlessBytes()))
          .hasMessageContaining("Access Denied")
          .extracting(e -> ((KuboException) e).reason())
          .isEqualTo(Reason.DENIED);
      assertReason(Reason.DENIED, () -> client.pubsub().subscribe("a", m -> {}, e -> {}));
    }
  }

  private static KuboClient clientWith(KuboNode node, String secret) {
    return new KuboClient(node.endpoint().withSecret(KuboSecret.of(secret)));
  }

  @Test
  void closingAStreamEndsItsRequest() throws Exception {
    KuboNode node = KUBO.start();
    CountDownLatch ended = new CountDownLatch(1);
    byte[] file = new byte[20_000_000];
    InputStream cat =
        node.client()
            .files()
            .cat(
                node.client().files().add(new ByteArrayInputStream(file)),
                0,
                Long.MAX_VALUE,
                Duration.ofSeconds(30));
    assertThat(cat.read()).isZero();

    cat.close();

    assertThat(node.client().node().version().isSupported()).isTrue();
    Thread reader =
        new Thread(
            () -> {
              assertThatThrownBy(
                      () -> node.client().blocks().get(BLOCK.cid(), Duration.ofMinutes(1)))
                  .isInstanceOf(KuboException.class);
              ended.countDown();
            });
    reader.start();
    reader.interrupt();
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Bytes without end, that tell when somebody took the first few. */
  private static final class EndlessBytes extends InputStream {
    private static final int FEW = 4_000_000;
    private final CountDownLatch started = new CountDownLatch(1);
    private long taken;

    @Override
    public int read() {
      return read(new byte[1], 0, 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      taken += length;
      if (taken >= FEW) {
        started.countDown();
      }
      return length;
    }

    void awaitStarted() throws InterruptedException {
      assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
    }
  }
}
