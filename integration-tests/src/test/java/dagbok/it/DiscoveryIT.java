package dagbok.it;

import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Somebody wants strangers to find the profile, and one who knows nobody follows it. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class DiscoveryIT {
  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  private DaemonProcess onKubo(String name, KuboNode node) {
    return DaemonProcess.start(folder.resolve(name), node.endpoint().toString());
  }

  private DaemonProcess embedded(String name) {
    return DaemonProcess.startEmbedded(folder.resolve(name), "peers.mdns=true");
  }

  @Test
  void strangerFindsWhoWantsItAndFollowsOnKubo() throws IOException {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    try (DaemonProcess author = onKubo("author", kuboA);
        DaemonProcess stranger = onKubo("stranger", kuboB)) {
      findAndFollow(author, stranger);
    }
  }

  @Test
  void strangerFindsWhoWantsItAndFollowsOnTheEmbeddedNode() throws IOException {
    try (DaemonProcess author = embedded("author");
        DaemonProcess stranger = embedded("stranger")) {
      findAndFollow(author, stranger);
    }
  }

  private static void findAndFollow(DaemonProcess author, DaemonProcess stranger) {
    String profile =
        author.run("profile", "create", "Ada", "--json").json().get("profile").asString();
    post(author, "to whom it may concern");
    assertThat(stranger.run("discover", "--json").out()).isEmpty();

    stranger.await(
        Friends.SYNC_LIMIT,
        "somebody to be found",
        () -> {
          author.run("profile", "findable", "Ada", "yes"); // who listens may not be known yet
          return !stranger.run("discover", "--json").out().isEmpty();
        });
    assertThat(stranger.run("discover", "--json").json().get("profile").asString())
        .isEqualTo(profile);
    stranger.run("follow", profile);
    awaitInStep(author, stranger, profile);
    assertThat(stranger.run("discover").out()).startsWith("Nobody was heard of yet");
  }
}
