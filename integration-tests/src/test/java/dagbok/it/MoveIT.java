package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** One daemon that changes its IPFS node, and back. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class MoveIT {
  private static final int MEDIA_BYTES = 3_000_000;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void everythingMovesFromTheEmbeddedNodeToKuboAndBack() throws Exception {
    KuboNode node = kubo.start();
    String api = node.endpoint().toString();
    Path home = folder.resolve("home");
    String profile;
    Cid first;
    try (DaemonProcess embedded = DaemonProcess.startEmbedded(home)) {
      profile = FirstPathIT.profile(embedded, "Ada");
      first = media(embedded, 1);
      awaitPinned(embedded, profile);
    }
    Cid second;
    try (DaemonProcess onKubo = DaemonProcess.start(home, api)) {
      awaitPinned(onKubo, profile);
      assertThat(node.client().blocks().getLocal(first)).isPresent();
      node.client().repo().collect();
      assertThat(node.client().blocks().getLocal(first)).isPresent();
      second = media(onKubo, 2);
      awaitPinned(onKubo, profile);
    }
    try (DaemonProcess again = DaemonProcess.startEmbedded(home, "ipfs.kubo.api=" + api)) {
      awaitPinned(again, profile);
      assertThat(status(again, first)).isEqualTo(200);
      assertThat(status(again, second)).isEqualTo(200);
      assertThat(Friends.entries(again, profile)).hasSize(2);
    }
  }

  @Test
  void aKuboThatIsAwayIsMovedFromWhenItIsBack() throws Exception {
    KuboNode node = kubo.start();
    String api = node.endpoint().toString();
    Path home = folder.resolve("home");
    String profile;
    Cid media;
    try (DaemonProcess onKubo = DaemonProcess.start(home, api)) {
      profile = FirstPathIT.profile(onKubo, "Ada");
      media = media(onKubo, 3);
      awaitPinned(onKubo, profile);
    }
    node.kill();
    try (DaemonProcess without = DaemonProcess.startEmbedded(home, "ipfs.kubo.api=" + api)) {
      Friends.post(without, "Written while Kubo was away");
      assertThat(status(without, media)).isEqualTo(404);
    }
    node.restart();
    try (DaemonProcess again = DaemonProcess.startEmbedded(home, "ipfs.kubo.api=" + api)) {
      awaitPinned(again, profile);
      assertThat(status(again, media)).isEqualTo(200);
      assertThat(Friends.entries(again, profile)).hasSize(2);
    }
  }

  /** Posts a file that is no single block, and gives its CID. */
  private Cid media(DaemonProcess daemon, int seed) throws Exception {
    byte[] bytes = new byte[MEDIA_BYTES];
    new Random(seed).nextBytes(bytes);
    Path file = Files.write(folder.resolve("file-" + seed + ".bin"), bytes);
    JsonNode posted = Friends.post(daemon, "With a file", "--attach", file.toString());
    JsonNode contents = posted.get("contents");
    return Cid.parse(contents.get(contents.size() - 1).asString());
  }

  private static void awaitPinned(DaemonProcess daemon, String profile) {
    daemon.await(
        Friends.SYNC_LIMIT,
        "the profile to be pinned",
        () -> Friends.held(daemon, profile).orElseThrow().get("pinned").asBoolean());
  }

  /** What the daemon answers to a peer that asks for a block. */
  private static int status(DaemonProcess daemon, Cid cid) throws Exception {
    URI uri = URI.create(daemon.peerAddress().orElseThrow() + "/ipfs/" + cid + "?format=raw");
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(30)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}
