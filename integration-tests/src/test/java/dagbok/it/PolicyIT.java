package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.KuboStream;
import dagbok.kubo.PinApi;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What of a followed profile a follower's Kubo has after it collected garbage, by policy. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class PolicyIT {
  private static final int LARGE_BYTES = 2 << 20;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void garbageCollectionTakesWhatThePolicyDoesNotKeep() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      byte[] bytes = new byte[LARGE_BYTES];
      new Random(1).nextBytes(bytes);
      Path large = Files.write(folder.resolve("large.bin"), bytes);
      JsonNode posted = post(a, "A large file", "--attach", large.toString());
      JsonNode contents = posted.get("contents"); // the text, which lies in the pack, and the file
      Cid file = Cid.parse(contents.get(contents.size() - 1).asString());
      Cid snapshot = Cid.parse(posted.get("snapshot").asString());

      assertRefused(b.attempt("", "follow", profile, "--policy", "sometimes"), 2)
          .contains("'sometimes' is none of everything, text");
      b.run("follow", profile, "--policy", "text");
      awaitInStep(a, b, profile);
      kuboB.client().repo().collect();
      assertThat(has(kuboB, snapshot)).isTrue();
      assertThat(has(kuboB, file)).isFalse();

      JsonNode preview =
          b.run("profile", "policy", profile, "files:3MiB", "--preview", "--json").json();
      assertThat(preview.get("files").asLong()).isEqualTo(1);
      assertThat(preview.get("fileBytes").asLong()).isEqualTo(LARGE_BYTES);
      assertThat(policy(b, profile)).isEqualTo("text");
      b.run("profile", "policy", profile, "files:3MiB");
      b.await(Friends.SYNC_LIMIT, "the file", () -> isPinned(b, profile) && has(kuboB, file));
      kuboB.client().repo().collect();
      assertThat(has(kuboB, file)).isTrue();

      b.run("profile", "policy", profile, "nothing", "quiet");
      b.await(Friends.SYNC_LIMIT, "no pins", () -> !hasPins(kuboB, profile));
      kuboB.client().repo().collect();
      assertThat(has(kuboB, snapshot)).isFalse();
      assertThat(has(kuboB, file)).isFalse();
      assertThat(entries(b, profile)).isEqualTo(entries(a, profile));

      b.run("profile", "policy", profile, "everything");
      awaitInStep(a, b, profile);
      kuboB.client().repo().collect();
      assertThat(has(kuboB, snapshot)).isTrue();
      assertThat(has(kuboB, file)).isTrue();
    }
  }

  private static String policy(DaemonProcess daemon, String profile) {
    return daemon.run("profile", "policy", profile, "--json").json().get("policy").asString();
  }

  private static boolean isPinned(DaemonProcess daemon, String profile) {
    return held(daemon, profile).orElseThrow().get("pinned").asBoolean();
  }

  private static boolean hasPins(KuboNode node, String profile) {
    try (KuboStream<PinApi.Pin> pins = node.client().pins().list(profile)) {
      return pins.hasNext();
    }
  }

  private static boolean has(KuboNode node, Cid cid) {
    return node.client().blocks().getLocal(cid).isPresent();
  }
}
