package dagbok.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.kubo.KuboException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the client makes of answers that no sound Kubo gives. */
@Timeout(60)
class BadAnswersTest {
  private static final Duration SHORT = Duration.ofMillis(100);
  private static final Block BLOCK = Block.of(Multicodec.RAW, new byte[] {1});

  @Test
  void silenceBeforeTheHeadEndsInTime() throws IOException {
    try (ScriptedServer server = ScriptedServer.thenSilent("");
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.TIMEOUT, () -> client.files().cat(BLOCK.cid(), 0, 9, SHORT).read());
    }
  }

  @Test
  void silenceInTheBodyEndsInTime() throws IOException {
    String half = ScriptedServer.chunked("half");
    try (ScriptedServer server = ScriptedServer.thenSilent(half);
        KuboClient client = new KuboClient(server.endpoint());
        InputStream body = client.files().cat(BLOCK.cid(), 0, 9, SHORT)) {
      assertThat(body.readNBytes(4)).hasSize(4);
      assertThatThrownBy(body::read)
          .isInstanceOf(IOException.class)
          .cause()
          .extracting(e -> ((KuboException) e).reason())
          .isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void aSlowReaderIsNoSilence() throws Exception {
    String whole = ScriptedServer.chunked("whole") + "0\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenSilent(whole);
        KuboClient client = new KuboClient(server.endpoint());
        InputStream body = client.files().cat(BLOCK.cid(), 0, 9, SHORT)) {
      CompletableFuture.runAsync(
              () -> {},
              CompletableFuture.delayedExecutor(3 * SHORT.toMillis(), TimeUnit.MILLISECONDS))
          .get();
      assertThat(body.readAllBytes()).hasSize(5);
    }
  }

  @Test
  void aBodyThatBreaksOffIsNoEnd() throws IOException {
    try (ScriptedServer server = ScriptedServer.thenGone(ScriptedServer.chunked("half"));
        KuboClient client = new KuboClient(server.endpoint());
        InputStream body = client.dag().exportCar(BLOCK.cid(), Duration.ofSeconds(20))) {
      assertThatThrownBy(body::readAllBytes)
          .isInstanceOf(IOException.class)
          .cause()
          .extracting(e -> ((KuboException) e).reason())
          .isEqualTo(Reason.AWAY);
    }
  }

  @Test
  void anErrorInTheTrailerIsNoEnd() throws IOException {
    String answer =
        ScriptedServer.chunked("half").replace("\r\n\r\n", "\r\nTrailer: X-Stream-Error\r\n\r\n")
            + "0\r\nX-Stream-Error: no space left on device\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenGone(answer);
        KuboClient client = new KuboClient(server.endpoint());
        InputStream body = client.dag().exportCar(BLOCK.cid(), Duration.ofSeconds(20))) {
      assertThatThrownBy(body::readAllBytes)
          .hasMessageContaining("no space left on device")
          .cause()
          .extracting(e -> ((KuboException) e).reason())
          .isEqualTo(Reason.NO_SPACE);
    }
  }

  @Test
  void fewerLinesThanBlocksIsNoSuccess() throws IOException {
    String answer =
        ScriptedServer.chunked("{\"Key\":\"" + BLOCK.cid() + "\",\"Size\":1}\n") + "0\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenGone(answer);
        KuboClient client = new KuboClient(server.endpoint())) {
      assertThatThrownBy(() -> client.blocks().put(Multicodec.RAW, List.of(BLOCK, BLOCK)))
          .hasMessageContaining("1 of 2 blocks");
    }
  }

  @Test
  void otherKeysThanThoseSentAreNoSuccess() throws IOException {
    String key = Block.of(Multicodec.RAW, new byte[] {2}).cid().toString();
    String answer = ScriptedServer.chunked("{\"Key\":\"" + key + "\"}\n") + "0\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenGone(answer);
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.PROTOCOL, () -> client.blocks().put(Multicodec.RAW, List.of(BLOCK)));
    }
  }

  @Test
  void aBlockThatIsTooLongIsNotReadOn() throws IOException {
    String answer = ScriptedServer.chunked("x".repeat(Block.MAX_BYTES + 1));
    try (ScriptedServer server = ScriptedServer.thenSilent(answer);
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.PROTOCOL, () -> client.blocks().get(BLOCK.cid(), Duration.ofSeconds(20)));
    }
  }

  @Test
  void nonsenseIsNotUnderstood() throws IOException {
    try (ScriptedServer server = ScriptedServer.thenGone("SSH-2.0-OpenSSH_9.2\r\n\r\n");
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.PROTOCOL, () -> client.node().id());
    }
    String html = ScriptedServer.chunked("<html>Hello</html>") + "0\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenGone(html);
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.PROTOCOL, () -> client.node().id());
    }
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    String answer =
        "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n";
    try (ScriptedServer server = ScriptedServer.thenGone(answer);
        KuboClient client = new KuboClient(server.endpoint())) {
      assertReason(Reason.PROTOCOL, () -> client.node().id());
    }
  }

  static void assertReason(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(KuboException.class)
        .extracting(e -> ((KuboException) e).reason())
        .isEqualTo(reason);
  }
}
