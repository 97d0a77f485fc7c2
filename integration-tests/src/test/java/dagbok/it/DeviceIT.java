package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.kubo.P2pApi;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
  private static final int STRANGER_MILLIS = 20_000;
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
    kuboA.client().p2p().listen("/x/dagbok/pair/2/left", "/ip4/127.0.0.1/tcp/1");
    try (DaemonProcess a = DaemonProcess.start(folder.resolve("a"), kuboA.endpoint().toString());
        DaemonProcess b = DaemonProcess.start(folder.resolve("b"), kuboB.endpoint().toString())) {
      String profile = FirstPathIT.profile(a, "Ada");
      a.await(Friends.SYNC_LIMIT, "none left", () -> kuboA.client().p2p().list().isEmpty());
      String text = a.run("device", "invite", "--json").json().get("text").asString();
      List<P2pApi.Way> open = kuboA.client().p2p().list();
      assertThat(open).hasSize(1);
      String name = open.get(0).protocol();
      assertThat(name).matches("/x/dagbok/pair/2/[0-9a-f]{32}");
      assertThat(text).contains("peer=http://", "/p2p/" + kuboA.peerId() + name);
      kubo.connect(kuboB, kuboA);
      assertThat(answersHttp(kuboB, name, kuboA)).isTrue();
      assertThat(answersHttp(kuboB, "/x/dagbok/pair/1", kuboA)).isFalse();
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
      assertThat(standing.out()).contains("/p2p/").doesNotContain(name);
      assertThat(kuboA.client().p2p().list()).hasSize(1);
    }
    assertThat(kuboA.client().p2p().list()).isEmpty(); // it ended with the daemon
  }

  /** Whether anything behind a name answers a stranger who comes by another node. */
  private static boolean answersHttp(KuboNode from, String name, KuboNode to) throws IOException {
    from.client().p2p().forward(name, "/ip4/127.0.0.1/tcp/0", "/p2p/" + to.peerId());
    P2pApi.Way way = from.client().p2p().list().get(0);
    int port = Integer.parseInt(way.listen().substring(way.listen().lastIndexOf('/') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(STRANGER_MILLIS);
      String request = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (SocketException e) {
      return false; // the other node knows no such name
    } finally {
      from.client().p2p().close(way);
    }
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
