package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.ipfs.memory.MemoryNetwork;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where new devices come to, on loopback. */
final class PairingDoorTest {
  private static final byte[] MESSAGE = {1, 2, 3};
  private static final byte[] ANSWER = {4, 5};

  @TempDir Path folder;
  private Peering inviter;
  private Peering joiner;

  @BeforeEach
  void start() throws IOException {
    inviter = silent("inviter");
    joiner = silent("joiner");
    inviter.admitWith(
        message ->
            java.util.Arrays.equals(message, MESSAGE) ? Optional.of(ANSWER) : Optional.empty());
  }

  /** One that has no port for peers, as beside Kubo. */
  private Peering silent(String name) throws IOException {
    Peering.Options options =
        new Peering.Options("127.0.0.1", 0, false, false, folder.resolve(name));
    return Peering.start(
        options,
        new MemoryNetwork(Runnable::run).newNode().blocks(),
        new SecureRandom(),
        Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    inviter.close();
    joiner.close();
  }

  @Test
  void portIsOpenWhileAnInvitationStandsAndLeadsToNothingElse() throws Exception {
    assertThat(inviter.port()).isEmpty();
    String address;
    try (Peering.Admission admission = inviter.admit()) {
      address = admission.addresses().get(0);
      assertThat(joiner.pair(address, MESSAGE)).isEqualTo(ANSWER);
      assertThatThrownBy(() -> joiner.pair(address, new byte[0])).hasMessageContaining("404");
      for (String path : new String[] {"/ipfs/bafkqaaa?format=raw", "/dagbok/1/messages", "/"}) {
        assertThat(status(HttpRequest.newBuilder(URI.create(address + path)))).isEqualTo(404);
      }
      HttpRequest.Builder page =
          HttpRequest.newBuilder(URI.create(address + PairingDoor.PATH))
              .header("Origin", "http://elsewhere.example")
              .POST(BodyPublishers.ofByteArray(MESSAGE));
      assertThat(status(page)).isEqualTo(404);
      HttpRequest.Builder large =
          HttpRequest.newBuilder(URI.create(address + PairingDoor.PATH))
              .POST(BodyPublishers.ofByteArray(new byte[1 << 20]));
      assertThat(status(large)).isEqualTo(413);
    }
    assertThatThrownBy(() -> joiner.pair(address, MESSAGE)).isInstanceOf(IOException.class);
  }

  @Test
  void portForPeersIsUsedWhereThereIsOneAndStaysOpen() throws Exception {
    try (TestPeer peer = TestPeer.start(folder.resolve("embedded"), false)) {
      peer.peering().admitWith(message -> Optional.of(ANSWER));
      try (Peering.Admission admission = peer.peering().admit()) {
        assertThat(admission.addresses()).containsExactly(peer.url());
      }
      assertThat(joiner.pair(peer.url(), MESSAGE)).isEqualTo(ANSWER);
    }
  }

  @Test
  void portBehindStreamsLeadsToPairingAloneWhateverElseIsOpen() throws Exception {
    try (TestPeer peer = TestPeer.start(folder.resolve("embedded"), false)) {
      peer.peering().admitWith(message -> Optional.of(ANSWER));
      String address;
      try (Peering.Admission admission = peer.peering().admitFromHere()) {
        address = "http://127.0.0.1:" + admission.port();
        assertThat(address).isNotEqualTo(peer.url());
        assertThat(joiner.pair(address, MESSAGE)).isEqualTo(ANSWER);
        URI gateway = URI.create(address + "/ipfs/bafkqaaa?format=raw");
        assertThat(status(HttpRequest.newBuilder(gateway))).isEqualTo(404);
      }
      assertThatThrownBy(() -> joiner.pair(address, MESSAGE)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void whatIsNoAddressIsNotReached() {
    assertThatThrownBy(() -> joiner.pair("elsewhere", MESSAGE)).isInstanceOf(IOException.class);
  }

  private static int status(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request.build(), HttpResponse.BodyHandlers.discarding())
        .statusCode();
  }
}
