package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two devices of one profile, each with a Kubo node of its own, paired by the command line. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DeviceIT {
  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  @Test
  void pairedDevicesWriteAndComeToOneSnapshot() throws IOException {
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      String first = Friends.post(a, "Before the phone").get("entry").asString();
      assertThat(a.peerAddress()).isEmpty(); // a port is opened for pairing alone

      JsonNode invited = a.run("device", "invite", "--name", "phone", "--json").json();
      assertThat(invited.get("text").asString()).doesNotContain("/p2p/"); // Kubo carries no streams
      assertThat(invited.get("code").asString()).matches("[0-9]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}");
      CompletableFuture<DaemonProcess.Result> joining =
          CompletableFuture.supplyAsync(
              () -> b.attempt(invited.get("text").asString() + "\ny\n", "device", "join"));
      DaemonProcess.Result confirmed = a.attempt("y\n", "device", "confirm");
      assertThat(confirmed.exit()).describedAs("%s", confirmed).isZero();
      DaemonProcess.Result joined = joining.join();
      assertThat(joined.exit()).describedAs("%s", joined).isZero();
      assertThat(words(joined)).isEqualTo(words(confirmed)).hasSize(4);

      b.await(
          Friends.SYNC_LIMIT,
          "what was written before",
          () -> Friends.entries(b, profile).contains(first));
      b.await(Friends.SYNC_LIMIT, "leave to write", () -> b.attempt("x", "post", "-").exit() == 0);
      String fromB = Friends.entries(b, profile).get(0);
      a.await(Friends.SYNC_LIMIT, "the phone's", () -> Friends.entries(a, profile).contains(fromB));
      String fromA = Friends.post(a, "After the phone").get("entry").asString();
      b.await(Friends.SYNC_LIMIT, "the first's", () -> Friends.entries(b, profile).contains(fromA));
      Friends.awaitInStep(a, b, profile);
      assertThat(Friends.entries(b, profile)).isEqualTo(Friends.entries(a, profile));
      assertThat(a.run("device", "list", "--json").jsonLines())
          .hasSize(2)
          .anyMatch(device -> device.path("name").asString("").equals("phone"));
    }
  }

  /** They have no network in common but that of their Kubo nodes. */
  @Test
  void devicesPairByStreamsOfTheirKuboNodesAndLeaveNoneOpen() throws IOException {
    KuboSetup setup = KuboSetup.test().with("Experimental.Libp2pStreamMounting", "true");
    KuboNode kuboA = kubo.start(setup);
    KuboNode kuboB = kubo.start(setup);
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      String text = a.run("device", "invite", "--json").json().get("text").asString();
      assertThat(text).contains("peer=http://", "/p2p/" + kuboA.peerId());
      assertThat(kuboA.client().p2p().list()).hasSize(1);
      String far = text.replaceAll("http://[^&]*", "http://127.0.0.1:1");
      CompletableFuture<DaemonProcess.Result> joining =
          CompletableFuture.supplyAsync(() -> b.attempt(far + "\ny\n", "device", "join"));
      DaemonProcess.Result confirmed = a.attempt("y\n", "device", "confirm");
      assertThat(confirmed.exit()).describedAs("%s", confirmed).isZero();
      DaemonProcess.Result joined = joining.join();
      assertThat(joined.exit()).describedAs("%s", joined).isZero();
      assertThat(words(joined)).isEqualTo(words(confirmed)).hasSize(4);
      b.await(Friends.SYNC_LIMIT, "leave to write", () -> b.attempt("x", "post", "-").exit() == 0);
      String fromB = Friends.entries(b, profile).get(0);
      a.await(Friends.SYNC_LIMIT, "the phone's", () -> Friends.entries(a, profile).contains(fromB));
      b.await(Friends.SYNC_LIMIT, "no stream", () -> kuboB.client().p2p().list().isEmpty());
      a.await(Friends.SYNC_LIMIT, "none here", () -> kuboA.client().p2p().list().isEmpty());
      DaemonProcess.Result standing = a.run("device", "invite", "--json");
      assertThat(standing.out()).contains("/p2p/");
      assertThat(kuboA.client().p2p().list()).hasSize(1);
    }
    assertThat(kuboA.client().p2p().list()).isEmpty(); // it ended with the daemon
  }

  /** The line of words that a command showed. */
  private static String[] words(DaemonProcess.Result result) {
    return result
        .out()
        .lines()
        .map(String::strip)
        .filter(line -> line.matches("[a-z]+( +[a-z]+){3}"))
        .findFirst()
        .orElseThrow()
        .split(" +");
  }
}
