package dagbok.it;

import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.awaitWarning;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.it.DaemonProcess.Result;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An author loses the machine, and has followers, a backup and the recovery phrase. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class LossIT {
  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;
  private Path phrase = Path.of("/");
  private Path passphrase = Path.of("/");

  private DaemonProcess onKubo(String name, KuboNode node) {
    return DaemonProcess.start(folder.resolve(name), node.endpoint().toString());
  }

  /** A command in a home where no daemon runs; how it ends. */
  private int offline(String home, String... arguments) throws Exception {
    Process command =
        AppJar.process(folder.resolve(home), Arrays.asList(arguments))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("offline.log").toFile())
            .start();
    command.getOutputStream().close();
    assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return command.exitValue();
  }

  private String founded(DaemonProcess author) throws Exception {
    JsonNode created = author.run("profile", "create", "Ada", "--json").json();
    List<String> words = new ArrayList<>();
    created.get("phrase").forEach(word -> words.add(word.asString()));
    phrase = Files.writeString(folder.resolve("phrase.txt"), String.join(" ", words) + "\n");
    passphrase = Files.writeString(folder.resolve("passphrase.txt"), "an open sesame\n");
    return created.get("profile").asString();
  }

  @Test
  void phraseAndBackupBringTheProfileBackAndNothingForks() throws Exception {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    KuboNode kuboC = kubo.start();
    kubo.connect(kuboA, kuboB);
    kubo.connect(kuboC, kuboB);
    Path backup = folder.resolve("diary.backup");
    try (DaemonProcess follower = onKubo("follower", kuboB)) {
      List<String> written = new ArrayList<>();
      String profile;
      try (DaemonProcess author = onKubo("author", kuboA)) {
        profile = founded(author);
        written.add(post(author, "before the backup").get("entry").asString());
        author.run("backup", "create", backup.toString(), "--passphrase-file", secret());
        follower.run("follow", profile);
        written.add(post(author, "after the backup").get("entry").asString());
        awaitInStep(author, follower, profile);
      }
      kuboA.kill();
      assertThat(offline("restored", "backup", "verify", backup.toString())).isEqualTo(12);
      assertThat(
              offline(
                  "restored",
                  "backup",
                  "restore",
                  backup.toString(),
                  "--passphrase-file",
                  secret()))
          .isZero();

      try (DaemonProcess restored = onKubo("restored", kuboC)) {
        assertThat(awaitWarning(restored, "device-in-doubt")).contains("profile recover");
        Result refused = restored.attempt("too soon", "post", "-");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err()).contains("profile recover'");

        JsonNode recovered =
            restored.run("profile", "recover", "--phrase-file", phrase.toString(), "--json").json();

        assertThat(recovered.get("profile").asString()).isEqualTo(profile);
        restored.await(
            Friends.SYNC_LIMIT,
            "what was written after the backup",
            () -> entries(restored, profile).containsAll(written));
        written.add(post(restored, "on the new machine").get("entry").asString());
        awaitInStep(restored, follower, profile);
        assertThat(entries(follower, profile)).containsExactlyInAnyOrderElementsOf(written);
        assertThat(Friends.warning(restored, "device-in-doubt")).isEmpty();
        assertThat(Friends.warning(restored, "device-key-twice")).isEmpty();
      }
    }
  }

  private String secret() {
    return passphrase.toString();
  }
}
