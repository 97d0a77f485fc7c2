package dagbok.it;

import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A Kubo that others use too: other daemons, and its owner by hand. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class SharedKuboIT {
  private static final int LARGE_BYTES = 2 << 20;

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
  void unfollowingInOneDaemonLeavesTheOthersCopy() throws Exception {
    String shared = kuboB.endpoint().toString();
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), shared);
        DaemonProcess c = DaemonProcess.start(folder.resolve("c"), shared)) {
      String profile = FirstPathIT.profile(a, "Ada");
      Path large = Files.write(folder.resolve("large.bin"), new byte[LARGE_BYTES]);
      JsonNode posted = post(a, "A large file", "--attach", large.toString());
      b.run("follow", profile);
      c.run("follow", profile);
      awaitInStep(a, b, profile);
      awaitInStep(a, c, profile);
      post(a, "Both go on to the next snapshot");
      awaitInStep(a, b, profile);
      awaitInStep(a, c, profile);

      b.run("unfollow", profile);
      a.stop();
      kuboA.stop();
      ipfs("repo", "gc", "-q");

      assertThat(pins()).anyMatch(pin -> pin.contains(profile + "/snapshot"));
      String snapshot = held(c, profile).orElseThrow().get("snapshot").asString();
      assertThat(kuboB.client().blocks().getLocal(Cid.parse(snapshot))).isPresent();
      JsonNode contents = posted.get("contents"); // the text, which lies in the pack, and the file
      ipfs("cat", "--offline", contents.get(contents.size() - 1).asString());
      assertThat(entries(c, profile)).hasSize(2);
      assertThat(c.run("inspect", "verify", profile, "--json").json().get("faults").size())
          .isZero();

      c.run("unfollow", profile);
      assertThat(pins()).noneMatch(pin -> pin.contains("dagbok/"));
    }
  }

  @Test
  void whatIsNotDagboksStaysUntouched() throws Exception {
    Path note = Files.writeString(folder.resolve("note.txt"), "mine");
    Path other = Files.writeString(folder.resolve("other.txt"), "mine, unpinned");
    String pinned = ipfs("add", "-Q", "--pin-name", "my own note", note.toString()).strip();
    ipfs("files", "cp", "/ipfs/" + pinned, "/note.txt");
    String loose = ipfs("add", "-Q", "--pin=false", other.toString()).strip();
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      String snapshot = post(a, "Pinned by hand, too").get("snapshot").asString();
      a.await(
          Friends.SYNC_LIMIT,
          "the snapshot to be in IPFS",
          () -> held(a, profile).orElseThrow().get("pinned").asBoolean());
      ipfs("pin", "add", "--name", "a friend of mine", snapshot);
      Set<String> pins = pins();
      Set<String> blocks = lines(ipfs("refs", "local"));
      String files = ipfs("files", "stat", "--hash", "/");

      b.run("follow", profile);
      awaitInStep(a, b, profile);
      assertThat(pins()).containsAll(pins).hasSizeGreaterThan(pins.size());
      post(a, "The snapshot pinned by hand is old now");
      awaitInStep(a, b, profile);
      b.run("unfollow", profile);

      assertThat(pins()).isEqualTo(pins);
      assertThat(ipfs("files", "stat", "--hash", "/")).isEqualTo(files);
      assertThat(lines(ipfs("refs", "local"))).containsAll(blocks);
      ipfs("block", "stat", "--offline", loose);
    }
  }

  /** All pins but the one by which Kubo is made to write to the disk (docs/decisions.md). */
  private Set<String> pins() throws Exception {
    Set<String> pins = lines(ipfs("pin", "ls", "--type=recursive", "--names"));
    pins.removeIf(pin -> pin.endsWith(" dagbok-sync"));
    return pins;
  }

  private static Set<String> lines(String text) {
    return new TreeSet<>(text.lines().toList());
  }

  /** What its owner does by hand, on the Kubo that is shared. */
  private String ipfs(String... arguments) throws Exception {
    return kubo.run(kuboB, arguments);
  }
}
