package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dagbok.schema.ProfileId;
import dagbok.web.port.Posts;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others on this machine and strangers' posts do, they do not do to the page. */
final class CrowdTest {
  private static final int MORE_THAN_ALL_THREADS = 60;
  private static final int MAX_WAIT_MILLIS = 20_000;

  @TempDir Path folder;
  private final List<Socket> open = new ArrayList<>();

  @AfterEach
  void hangUp() throws IOException {
    for (Socket socket : open) {
      socket.close();
    }
  }

  private Socket begin(Site site, String header) throws IOException {
    Socket socket = new Socket(InetAddress.getAllByName("127.0.0.1")[0], site.server.port());
    socket.setSoTimeout(MAX_WAIT_MILLIS);
    open.add(socket);
    OutputStream out = socket.getOutputStream();
    String request =
        "POST /compose HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + header
            + "\r\nx";
    out.write(request.getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  @Test
  void refusedRequestsThatNeverEndTakeNoThreadsAndAreCutOff() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
        begin(site, "");
      }
      HttpResponse<String> alive =
          site.send(site.request("/health").timeout(Duration.ofMillis(MAX_WAIT_MILLIS)));
      assertThat(alive.statusCode()).isEqualTo(200);
      open.get(0).getInputStream().readAllBytes();
    }
  }

  @Test
  void refusedRequestOfAStrangerIsReadForALittleOnly() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      Socket socket = begin(site, "");
      socket.getOutputStream().write(new byte[(int) RestOfRequest.STRANGER.maxBytes()]);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 403 ").containsIgnoringCase("connection: close");
    }
  }

  @Test
  void commandLineIsAnsweredWhenAllThreadsOfThePageAreTaken() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      String session = "Sec-Fetch-Site: same-origin\r\nCookie: " + site.session() + "\r\n";
      for (int i = 0; i < MORE_THAN_ALL_THREADS; i++) {
        begin(site, session);
      }
      Raw.Answer answer =
          Raw.send(
              site.settings.socket(),
              "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(answer.status()).isEqualTo(200);
    }
  }

  @Test
  void nobodyElseCanAnswerForLocalhost() throws IOException {
    assumeIpv6();
    try (Site site = Site.withProfile(folder);
        ServerSocket thief = new ServerSocket()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getAllByName("::1")[0], site.server.port());
      assertThatThrownBy(() -> thief.bind(address)).isInstanceOf(BindException.class);
    }
  }

  static void assumeIpv6() throws IOException {
    assumeThat(NetworkInterface.getByInetAddress(InetAddress.getAllByName("::1")[0])).isNotNull();
  }

  @Test
  void strangersTablesNeitherBreakNorFillTheTimeline() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      for (int i = 0; i < 5; i++) {
        say(site, table(980 + i));
        say(site, table(1_300 + i));
      }
      HttpResponse<String> page = site.page("/");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("|a|a").hasSizeLessThan(2_000_000);
    }
  }

  @Test
  void postsWithoutRoomOnTheTimelineNameTheirPage() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      String links = "[a]: https://x.example/" + "y".repeat(4_000) + "\n\n" + "[a] ".repeat(15);
      for (int i = 0; i < 25; i++) {
        say(site, "number" + i + "\n\n" + links);
      }
      HttpResponse<String> page = site.page("/");
      assertThat(page.body().split("<article", -1)).hasSize(1 + 25);
      assertThat(page.body()).contains("number", "Read on");
      assertThat(page.body()).hasSizeLessThan(1_200_000);
    }
  }

  private static String table(int n) {
    return "|a".repeat(n) + "|\n" + "|-".repeat(n) + "|\n" + "x\n".repeat(n);
  }

  private static void say(Site site, String text) {
    ProfileId other = site.fake.profiles.hold("Mallory");
    Posts.Draft draft =
        new Posts.Draft(
            Optional.of(other),
            Optional.empty(),
            text,
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    site.fake.posts.add(other, 1_700_000_000, draft, List.of(), Posts.State.IN_IPFS);
  }
}
