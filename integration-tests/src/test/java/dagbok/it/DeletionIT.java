package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What was deleted is in no file of author and follower, nor of their Kubo nodes, and nothing
 * brings it back.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DeletionIT {
  private static final String SECRET = "We buried the silver under the third birch. ";
  private static final int LARGE_BYTES = 2 << 20;

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void deletedTextIsNowhereAndNothingBringsItBack() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      byte[] bytes = new byte[LARGE_BYTES];
      new Random(1).nextBytes(bytes);
      Path large = Files.write(folder.resolve("large.bin"), bytes);
      post(a, "Before");
      JsonNode secret = post(a, SECRET, "--attach", large.toString());
      String entry = secret.get("entry").asString();
      Cid text = Cid.parse(secret.get("contents").get(0).asString());
      String file = secret.get("contents").get(1).asString();
      String second = post(a, SECRET.repeat(3)).get("entry").asString();
      String behind = post(a, "Behind", "--tag", "birch").get("entry").asString();
      b.run("follow", profile);
      awaitInStep(a, b, profile);
      a.run("entry", "edit", behind, "Behind, said better");
      awaitInStep(a, b, profile);
      JsonNode edited = b.run("entry", "show", behind, "--json").json();
      assertThat(edited.get("text").asString()).isEqualTo("Behind, said better");
      assertThat(edited.get("tags").get(0).asString()).isEqualTo("birch");
      assertThat(edited.has("edited")).isTrue();
      Path car = folder.resolve("old.car");
      a.run("profile", "export", car.toString());
      assertThat(isIn(kuboA, SECRET)).isTrue();
      assertThat(isIn(kuboB, SECRET)).isTrue();
      kubo.run(kuboB, "files", "cp", "/ipfs/" + file, "/a friend keeps this");

      assertRefused(b.attempt("", "entry", "delete", "--yes", entry), 1)
          .contains("somebody else wrote this");
      assertThat(a.attempt("no\n", "entry", "delete", entry).exit()).isEqualTo(1);
      assertThat(entries(a, profile)).contains(entry);
      double fetched = fetched(b);
      a.run("entry", "delete", "--yes", "--now", entry);
      assertThat(entries(a, profile)).doesNotContain(entry);
      awaitInStep(a, b, profile);
      assertThat(entries(b, profile)).isEqualTo(entries(a, profile)).hasSize(3);
      assertThat(fetched(b)).isEqualTo(fetched);
      assertRefused(a.attempt("", "entry", "show", entry), 1).contains("this post was deleted");
      a.await(
          Friends.SYNC_LIMIT,
          "the follower to say that it has the new state",
          () ->
              a.attempt("", "entry", "show", entry)
                  .err()
                  .contains("1 of 1 known holders report it gone"));

      b.stop();
      a.run("entry", "delete", "--yes", second); // with its ten seconds
      b.restart();
      awaitInStep(a, b, profile);
      assertThat(entries(b, profile)).hasSize(2);
      for (KuboNode node : List.of(kuboA, kuboB)) {
        a.await(
            Friends.SYNC_LIMIT,
            "the text gone from " + node.endpoint(),
            () -> node.client().blocks().getLocal(text).isEmpty() && !isIn(node, SECRET));
      }
      for (DaemonProcess daemon : List.of(a, b)) {
        daemon.await(
            Friends.SYNC_LIMIT, "the text gone", () -> !isIn(daemon.home(), SECRET.strip()));
      }
      assertThat(kuboA.client().blocks().getLocal(Cid.parse(file))).isEmpty();
      assertThat(kubo.run(kuboB, "files", "stat", "--with-local", "/a friend keeps this"))
          .contains("100.00%");

      String snapshot = Friends.held(b, profile).orElseThrow().get("snapshot").asString();
      b.run("profile", "import", car.toString());
      b.await(Friends.SYNC_LIMIT, "it gone again", () -> !isIn(b.home(), SECRET.strip()));
      assertThat(entries(b, profile)).hasSize(2);
      assertThat(Friends.held(b, profile).orElseThrow().get("snapshot").asString())
          .isEqualTo(snapshot);
    }
  }

  /** How many blocks a daemon fetched. */
  private static double fetched(DaemonProcess daemon) {
    return daemon
        .metrics()
        .lines()
        .filter(line -> line.startsWith("dagbok_blocks_fetched_total "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private static boolean isIn(KuboNode node, String text) {
    return isIn(node.process().repo().folder(), text.strip());
  }

  private static boolean isIn(Path folder, String text) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> has(file, text));
    } catch (IOException | UncheckedIOException e) {
      return true; // a file went away meanwhile: look again
    }
  }

  private static boolean has(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
