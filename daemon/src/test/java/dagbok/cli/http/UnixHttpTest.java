package dagbok.cli.http;

import static dagbok.cli.FakeDaemon.ascii;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cli.FakeDaemon;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class UnixHttpTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  @TempDir Path folder;
  private FakeDaemon daemon;
  private UnixHttp http;

  @BeforeEach
  void start() throws IOException {
    daemon = new FakeDaemon(folder.resolve("s"));
    http = new UnixHttp(folder.resolve("s"));
  }

  @AfterEach
  void stop() throws IOException {
    daemon.close();
  }

  @Test
  void asksOverTheSocketAndReadsFixedLength() throws IOException {
    daemon.on("GET /x", "{\"a\":1}");

    try (Answer answer = http.send(Request.of("GET", "/x", PATIENCE), Transfer.SILENT)) {
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("CONTENT-TYPE")).contains("application/json");
      assertThat(text(answer)).isEqualTo("{\"a\":1}");
    }
    assertThat(daemon.only().line()).isEqualTo("GET /x HTTP/1.1");
    assertThat(daemon.only().headers())
        .containsEntry("host", "localhost")
        .containsEntry("connection", "close")
        .doesNotContainKey("content-length");
  }

  @Test
  void readsChunksTrailersAndWhatComesByDrops() throws IOException {
    String chunks = "4;x=y\r\nWiki\r\n05\r\npedia\r\n0\r\nA: b\r\n\r\n";
    byte[] bytes = ascii("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n" + chunks);
    daemon.raw(
        "GET /x",
        out -> {
          for (byte b : bytes) {
            out.write(b);
          }
        });

    assertThat(get("/x")).isEqualTo("Wikipedia");
  }

  @Test
  void readsUntilTheConnectionEndsWithoutLength() throws IOException {
    daemon.raw("GET /x", out -> out.write(ascii("HTTP/1.1 200 OK\n\nall of it")));

    assertThat(get("/x")).isEqualTo("all of it");
  }

  @Test
  void passesOverInterimAnswers() throws IOException {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    daemon.raw("GET /x", out -> out.write(ascii(early + answer)));

    assertThat(get("/x")).isEqualTo("ok");
  }

  @Test
  void noContentHasNoBody() throws IOException {
    daemon.raw(
        "GET /x", out -> out.write(ascii("HTTP/1.1 204 No Content\r\nContent-Length: 9\r\n\r\n")));

    assertThat(get("/x")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\r\n",
        "SSH-2.0-OpenSSH\r\n\r\n",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 999 No\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nokay\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n",
      })
  void answersThatAreNotWholeAreBroken(String bytes) {
    daemon.raw("GET /x", out -> out.write(ascii(bytes)));

    assertThatThrownBy(() -> get("/x")).isInstanceOf(BrokenAnswerException.class);
  }

  @Test
  void headsHaveABound() {
    daemon.raw(
        "GET /line",
        out -> {
          out.write(ascii("HTTP/1.1 200 OK\r\nA: "));
          fill(out, "x");
        });
    daemon.raw(
        "GET /lines",
        out -> {
          out.write(ascii("HTTP/1.1 200 OK\r\n"));
          fill(out, "A: b\r\n");
        });
    daemon.raw("GET /interim", out -> fill(out, "HTTP/1.1 100 Continue\r\n\r\n"));

    for (String target : new String[] {"/line", "/lines", "/interim"}) {
      assertThatThrownBy(() -> get(target)).isInstanceOf(BrokenAnswerException.class);
    }
  }

  @Test
  void givesUpOnWhoSaysNothing() {
    daemon.stallAfter("GET /x", "");
    daemon.stallAfter("GET /half", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab");

    for (String target : new String[] {"/x", "/half"}) {
      assertThatThrownBy(() -> text(http.send(Request.of("GET", target, SHORT), Transfer.SILENT)))
          .isInstanceOf(StalledException.class);
    }
  }

  @Test
  void givesUpOnWhoReadsNothing() throws IOException {
    daemon.stallAfter("early POST /x", "");

    assertThatThrownBy(() -> post("/x", Body.of(new byte[8_000_000]), SHORT))
        .isInstanceOf(StalledException.class);
  }

  @Test
  void stopsSendingWhenTheAnswerIsThere() throws IOException {
    daemon.stallAfter("early POST /x", "HTTP/1.1 413 Too Large\r\nContent-Length: 3\r\n\r\nbig");

    try (Answer answer = post("/x", Body.of(new byte[8_000_000]), PATIENCE)) {
      assertThat(answer.status()).isEqualTo(413);
      assertThat(text(answer)).isEqualTo("big");
    }
  }

  @Test
  void readsTheAnswerOfWhoHangsUpEarly() throws IOException {
    daemon.raw(
        "early POST /x", out -> out.write(ascii("HTTP/1.1 413 X\r\nContent-Length: 0\r\n\r\n")));

    try (Answer answer = post("/x", Body.of(new byte[100]), PATIENCE)) {
      assertThat(answer.status()).isEqualTo(413);
    }
  }

  @Test
  void hangingUpWithoutAnswerIsBroken() {
    daemon.raw("early POST /x", out -> {});

    assertThatThrownBy(() -> post("/x", Body.of(new byte[8_000_000]), PATIENCE))
        .isInstanceOf(BrokenAnswerException.class);
  }

  @Test
  void nobodyListens() throws IOException {
    assertThatThrownBy(
            () ->
                new UnixHttp(folder.resolve("none"))
                    .send(Request.of("GET", "/x", PATIENCE), Transfer.SILENT))
        .isInstanceOf(NoServerException.class);

    Path stale = folder.resolve("stale");
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(stale));
    }
    assertThat(stale).exists();
    assertThatThrownBy(
            () -> new UnixHttp(stale).send(Request.of("GET", "/x", PATIENCE), Transfer.SILENT))
        .isInstanceOf(NoServerException.class);
  }

  @Test
  void sendsBodiesOfUnknownLengthInChunks() throws IOException {
    daemon.on("POST /x", "{}");
    byte[] bytes = new byte[200_000];
    bytes[199_999] = 7;

    post("/x", new StreamBody(new ByteArrayInputStream(bytes)), PATIENCE).close();

    assertThat(daemon.only().headers())
        .containsEntry("transfer-encoding", "chunked")
        .doesNotContainKey("content-length");
    assertThat(daemon.only().body()).isEqualTo(new String(bytes, StandardCharsets.ISO_8859_1));
  }

  @Test
  void filesThatShrinkAreAFaultOfTheSource() throws IOException {
    Path file = Files.writeString(folder.resolve("f"), "abcdef");
    FileBody body = FileBody.of(file);
    Files.writeString(file, "abc");

    assertThatThrownBy(() -> post("/x", body, PATIENCE))
        .isInstanceOf(SourceException.class)
        .hasMessageContaining("became shorter");
  }

  @Test
  void filesThatGrowAreSentAsTheyWere() throws IOException {
    daemon.on("POST /x", "{}");
    Path file = Files.writeString(folder.resolve("f"), "abc");
    FileBody body = FileBody.of(file);
    Files.writeString(file, "abcdef");

    post("/x", body, PATIENCE).close();

    assertThat(daemon.only().text()).isEqualTo("abc");
  }

  @Test
  void tellsHowTheTransferGoesOn() throws IOException {
    daemon.on("POST /x", "{}");
    long[] moved = new long[1];
    Transfer transfer =
        new Transfer() {
          @Override
          public void moved(long bytes) {
            moved[0] += bytes;
          }

          @Override
          public void waited() {}
        };
    Request request =
        new Request("POST", "/x", Optional.of("a/b"), Body.of(new byte[150_000]), PATIENCE);

    http.send(request, transfer).close();

    assertThat(moved[0]).isEqualTo(150_000);
  }

  @Test
  void targetsCanNotSmuggleHeaders() {
    for (String target : new String[] {"/a b", "/a\r\nX: y", "a", "/ä", ""}) {
      assertThatThrownBy(() -> Request.of("GET", target, PATIENCE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void fill(OutputStream out, String text) throws IOException {
    for (int i = 0; i < 100_000; i++) {
      out.write(ascii(text));
    }
  }

  private Answer post(String target, Body body, Duration patience) throws IOException {
    return http.send(
        new Request("POST", target, Optional.of("x/y"), body, patience), Transfer.SILENT);
  }

  private String get(String target) throws IOException {
    try (Answer answer = http.send(Request.of("GET", target, PATIENCE), Transfer.SILENT)) {
      return text(answer);
    }
  }

  private static String text(Answer answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }
}
