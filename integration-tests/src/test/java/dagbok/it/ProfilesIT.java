package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two profiles of one person in one daemon, and a friend who knows of one of them. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class ProfilesIT {
  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void eachFollowsForItselfAndFriendsOfOneSeeNothingOfTheOther() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    String always = "peers.listen=always"; // by HTTP too, where one introduces oneself
    try (DaemonProcess a =
            DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString(), always);
        DaemonProcess b =
            DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString(), always)) {
      String ann = FirstPathIT.profile(a, "Ann");
      String bo = FirstPathIT.profile(b, "Bo");
      String bosPost = post(b, "A post of Bo's").get("entry").asString();
      a.run("follow", bo, "--peer", b.peerAddress().orElseThrow());
      awaitInStep(b, a, bo);

      String zoe = FirstPathIT.profile(a, "Zoe"); // in use from now on
      JsonNode secret = post(a, "What Zoe alone says");
      assertThat(feed(a)).containsExactly(secret.get("entry").asString());
      assertThat(feed(a, "--profile", "Ann")).containsExactly(bosPost);
      assertRefused(a.attempt("", "unfollow", bo), 1)
          .contains("only another profile of your own follows this", "--profile " + ann);
      a.run("profile", "use", "Ann");
      assertThat(feed(a)).containsExactly(bosPost);

      b.run("follow", ann, "--peer", a.peerAddress().orElseThrow());
      post(a, "What Ann says after Zoe");
      awaitInStep(a, b, ann);
      assertThat(entries(b, ann)).hasSize(1);
      assertThat(held(b, zoe)).isEmpty();
      assertThat(b.run("profile", "list").out()).doesNotContain("Zoe");
      for (String field : List.of("entry", "payload", "node", "head", "snapshot")) {
        Cid cid = Cid.parse(secret.get(field).asString());
        assertThat(kuboB.client().blocks().getLocal(cid)).as(field).isEmpty();
      }
      b.stop();
      assertThat(naming(b.home(), zoe)).isEmpty();
      assertThat(naming(b.home(), ann)).isNotEmpty();

      a.run("unfollow", bo);
      assertThat(held(a, bo)).isEmpty();
    }
  }

  private static List<String> feed(DaemonProcess daemon, String... more) {
    List<String> command = new ArrayList<>(List.of("feed", "--limit", "0", "--json"));
    command.addAll(List.of(more));
    return daemon.run(command.toArray(String[]::new)).jsonLines().stream()
        .map(post -> post.get("entry").asString())
        .toList();
  }

  /** The files that name a profile, in letters or bytes. */
  private static List<Path> naming(Path home, String profile) throws IOException {
    String bytes = text(Cid.parse(profile).toBytes());
    try (Stream<Path> files = Files.walk(home)) {
      List<Path> naming = new ArrayList<>();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = text(Files.readAllBytes(file));
        if (content.contains(profile) || content.contains(bytes)) {
          naming.add(file);
        }
      }
      return naming;
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
