package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.awaitWarning;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static dagbok.it.Friends.states;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kubo or the daemon die at any instant: what was acknowledged is there, and arrives. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class CrashIT {
  private static final int NO_IPFS = 11;
  private static final int LARGE_BYTES = 2 << 20;
  private static final int POSTS = 8;
  private static final int POSTS_BEFORE_CRASH = 3;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;
  private KuboNode kuboA;
  private KuboNode kuboB;

  @BeforeEach
  void startNodes() throws Exception {
    kuboA = kubo.start();
    kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
  }

  @Test
  void kuboThatDiesWhileOneWritesTakesNothingWithIt() throws Exception {
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      b.run("follow", profile);
      List<String> acknowledged = writeWhileKuboDies(a);
      assertThat(entries(a, profile)).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(states(a, profile).get(0)).isEqualTo("saved");
      assertThat(awaitWarning(a, "ipfs-away")).contains("ipfs daemon");
      Path large = Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
      assertRefused(a.attempt("", "post", "x", "--attach", large.toString()), NO_IPFS)
          .contains("ipfs daemon");
      assertThat(entries(a, profile)).hasSize(POSTS);

      kuboA.restart();
      kubo.connect(kuboA, kuboB);
      a.await(
          Friends.SYNC_LIMIT,
          "all posts to be in IPFS",
          () -> states(a, profile).stream().allMatch("in-ipfs"::equals));
      awaitInStep(a, b, profile);
      assertThat(entries(b, profile)).isEqualTo(entries(a, profile));
      assertThat(a.run("status", "--json").json().get("outbox").asLong()).isZero();
      post(a, "with a large file", "--attach", large.toString());
      awaitInStep(a, b, profile);
    }
  }

  private List<String> writeWhileKuboDies(DaemonProcess a) throws Exception {
    CountDownLatch some = new CountDownLatch(POSTS_BEFORE_CRASH);
    CompletableFuture<List<String>> writing =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> entries = new ArrayList<>();
              for (int i = 0; i < POSTS; i++) {
                entries.add(post(a, "Post " + i).get("entry").asString());
                some.countDown();
              }
              return entries;
            });
    assertThat(some.await(3, TimeUnit.MINUTES)).describedAs(a.logTail()).isTrue();
    kuboA.kill();
    return writing.get(3, TimeUnit.MINUTES);
  }

  @Test
  void daemonThatDiesRightAfterAPostHasItAndAnnouncesIt() {
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      b.run("follow", profile);
      List<String> acknowledged = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        JsonNode posted = post(a, "Last words " + i);
        a.kill();
        acknowledged.add(0, posted.get("entry").asString());
        a.restart();
        JsonNode held = held(a, profile).orElseThrow();
        assertThat(held.get("snapshot")).isEqualTo(posted.get("snapshot"));
        assertThat(held.get("head")).isEqualTo(posted.get("head"));
      }
      assertThat(entries(a, profile)).containsExactlyInAnyOrderElementsOf(acknowledged);
      awaitInStep(a, b, profile);
      assertThat(entries(b, profile)).isEqualTo(entries(a, profile));
    }
  }

  @Test
  void followerThatDiesWhileFetchingGoesOn() throws Exception {
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      Path large = Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
      post(a, "A file", "--attach", large.toString());
      b.run("follow", profile);
      b.kill();
      b.restart();
      awaitInStep(a, b, profile);
      assertThat(entries(b, profile)).isEqualTo(entries(a, profile));
    }
  }
}
