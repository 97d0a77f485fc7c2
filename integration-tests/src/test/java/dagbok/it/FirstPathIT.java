package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole of Dagbok in its narrowest form: write, announce, follow, pin, read. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class FirstPathIT {
  private static final int POSTS = 200;
  private static final int FEW_POSTS = 40;
  private static final int LIVE_POSTS = 10;
  private static final Duration SYNC_LIMIT = Duration.ofMinutes(4);

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void friendHasEverythingAndKeepsItWhenTheAuthorIsGone() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    try (DaemonProcess a = onKubo("a", kuboA);
        DaemonProcess b = onKubo("b", kuboB)) {
      String profile = play(a, kuboA::stop, b, POSTS);
      stranger(kuboB, b, profile);
    }
  }

  @Test
  void friendHasEverythingWithoutAnyKubo() throws Exception {
    try (DaemonProcess a = DaemonProcess.startEmbedded(folder.resolve("a"));
        DaemonProcess b = DaemonProcess.startEmbedded(folder.resolve("b"))) {
      String profile = play(a, () -> {}, b, POSTS);
      verifyCopy(b, profile);
    }
  }

  @Test
  void friendWithKuboFollowsOneWithout() throws Exception {
    KuboNode kuboB = kubo.start();
    try (DaemonProcess a = DaemonProcess.startEmbedded(folder.resolve("a"));
        DaemonProcess b = onKubo("b", kuboB)) {
      String profile = play(a, () -> {}, b, FEW_POSTS);
      stranger(kuboB, b, profile);
    }
  }

  @Test
  void friendWithoutKuboFollowsOneWithIt() throws Exception {
    KuboNode kuboA = kubo.start();
    try (DaemonProcess a = onKubo("a", kuboA, "peers.listen=always");
        DaemonProcess b = DaemonProcess.startEmbedded(folder.resolve("b"))) {
      String profile = play(a, kuboA::stop, b, FEW_POSTS);
      verifyCopy(b, profile);
    }
  }

  private DaemonProcess onKubo(String name, KuboNode node, String... settings) {
    return DaemonProcess.start(folder.resolve(name), node.endpoint().toString(), settings);
  }

  /** Stops what an author's daemon stood on. */
  private interface Stop {
    void run() throws Exception;
  }

  /** The author writes, the friend follows; the author goes, and the friend still has all. */
  private String play(DaemonProcess a, Stop stop, DaemonProcess b, int posts) throws Exception {
    String profile = profile(a, "Ada");
    List<String> entries = new ArrayList<>();
    for (SamplePosts.Sample sample : SamplePosts.make(folder, Repository.root(), posts)) {
      entries.add(post(a, sample));
    }
    assertThat(entries).doesNotHaveDuplicates().hasSize(posts);

    List<String> follow = new ArrayList<>(List.of("follow", profile));
    a.peerAddress().ifPresent(address -> follow.addAll(List.of("--peer", address)));
    b.run(follow.toArray(String[]::new));
    awaitInStep(a, b, profile);
    assertThat(feed(b, profile)).isEqualTo(feed(a, profile));

    for (int i = 0; i < LIVE_POSTS; i++) {
      String entry = post(a, SamplePosts.Sample.text("Live post " + i));
      b.await(SYNC_LIMIT, "live post " + i, () -> newest(b, profile).equals(entry));
    }
    awaitInStep(a, b, profile);
    String fromAuthor = feed(a, profile);
    a.stop();
    stop.run();

    assertThat(feed(b, profile)).isEqualTo(fromAuthor);
    b.stop();
    b.restart();
    assertThat(feed(b, profile)).isEqualTo(fromAuthor);
    return profile;
  }

  /** The follower's own copy, taken out and checked from the first hash to the last signature. */
  private void verifyCopy(DaemonProcess b, String profile) throws Exception {
    JsonNode held = profileStatus(b, profile);
    Path car = folder.resolve("copy.car");
    b.run("profile", "export", car.toString(), "--profile", profile);
    JsonNode verdict = b.run("inspect", "verify", car.toString(), "--json").json();
    assertThat(verdict.get("faults").size()).isZero();
    assertThat(verdict.get("live").asLong()).isEqualTo(held.get("live").asLong());
  }

  /** A third Kubo, which knows nothing of Dagbok, keeps the profile by pinning one CID. */
  private void stranger(KuboNode kuboB, DaemonProcess b, String profile) throws Exception {
    JsonNode held = profileStatus(b, profile);
    String snapshot = held.get("snapshot").asString();
    KuboNode kuboC = kubo.start();
    kubo.connect(kuboB, kuboC);
    Cid root = Cid.parse(snapshot);
    kuboC.client().pins().add(root, "a friend's profile", SYNC_LIMIT, (blocks, bytes) -> {});
    kuboB.kill(); // to stop, it would wait half a minute for the daemon to hang up
    kuboC.client().repo().collect();
    Path car = folder.resolve("stranger.car");
    try (InputStream exported = kuboC.client().dag().exportCar(root, SYNC_LIMIT)) {
      Files.copy(exported, car);
    }
    JsonNode verdict = b.run("inspect", "verify", car.toString(), "--json").json();
    assertThat(verdict.get("profile").asString()).isEqualTo(profile);
    assertThat(verdict.get("faults").size()).isZero();
    assertThat(verdict.get("live").asLong()).isEqualTo(held.get("live").asLong());
    assertThat(Files.size(car)).isGreaterThan(50L * 1024 * 1024);
  }

  static String profile(DaemonProcess daemon, String name) {
    JsonNode created = daemon.run("profile", "create", name, "--json").json();
    assertThat(created.get("phrase").size()).isEqualTo(24);
    return created.get("profile").asString();
  }

  static String post(DaemonProcess daemon, SamplePosts.Sample sample) {
    List<String> command = new ArrayList<>(List.of("post", "-", "--json"));
    sample.title().ifPresent(title -> command.addAll(List.of("--title", title)));
    sample.files().forEach(file -> command.addAll(List.of("--attach", file.toString())));
    sample.tags().forEach(tag -> command.addAll(List.of("--tag", tag)));
    DaemonProcess.Result result = daemon.attempt(sample.text(), command.toArray(String[]::new));
    assertThat(result.exit()).describedAs("%s\n%s", result, daemon.logTail()).isZero();
    return result.json().get("entry").asString();
  }

  static JsonNode profileStatus(DaemonProcess daemon, String profile) {
    for (JsonNode held : daemon.run("status", "--json").json().get("profiles")) {
      if (held.get("profile").asString().equals(profile)) {
        return held;
      }
    }
    throw new AssertionError(profile + " is not held\n" + daemon.logTail());
  }

  private static void awaitInStep(DaemonProcess a, DaemonProcess b, String profile) {
    b.await(
        SYNC_LIMIT,
        "the follower to be in step",
        () -> {
          JsonNode theirs = profileStatus(b, profile);
          String mine = profileStatus(a, profile).get("snapshot").asString();
          return mine.equals(theirs.path("snapshot").asString(""))
              && theirs.get("inStep").asBoolean()
              && theirs.get("pinned").asBoolean();
        });
  }

  /** All posts as the other side must see them too: without how far they have come. */
  private static String feed(DaemonProcess daemon, String profile) {
    StringBuilder posts = new StringBuilder();
    for (JsonNode post : daemon.run("feed", profile, "--limit", "0", "--json").jsonLines()) {
      posts.append(post.get("entry")).append(post.get("time")).append(post.path("title"));
      posts.append(post.path("text")).append(post.get("tags")).append(post.get("contents"));
      posts.append('\n');
    }
    return posts.toString();
  }

  private static String newest(DaemonProcess daemon, String profile) {
    return daemon.run("feed", profile, "--limit", "1", "--json").jsonLines().stream()
        .map(post -> post.get("entry").asString())
        .findFirst()
        .orElse("");
  }
}
