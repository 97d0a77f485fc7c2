package dagbok.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsContract;
import dagbok.ipfs.IpfsPair;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The embedded IPFS node keeps the contract that Kubo keeps. */
@Timeout(120)
class EmbeddedIpfsTest extends IpfsContract {
  @TempDir static Path folder;

  private static TestPeer one;
  private static TestPeer two;

  @BeforeAll
  static void start() throws IOException {
    one = TestPeer.start(folder.resolve("one"), false);
    two = TestPeer.start(folder.resolve("two"), false);
    one.ipfs().peers().connect(two.ipfs().peers().self().addresses().get(0));
    await().until(() -> !two.ipfs().peers().connected().isEmpty()); // it is told by a message
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  @Override
  protected IpfsPair nodes() {
    return new IpfsPair(side(one.ipfs()), side(two.ipfs()));
  }

  private static IpfsPair.Side side(IpfsChoice node) {
    return new IpfsPair.Side(node.blocks(), node.pins(), node.pubsub(), node.peers());
  }

  @Override
  protected void collectGarbage() {
    one.store().collect(Duration.ZERO);
  }

  @Test
  void whatIsNotListenedToIsAddressedByUrlToo() {
    int port = two.peering().port().orElseThrow();
    one.ipfs().peers().connect("http://127.0.0.1:" + port);
    assertThat(one.ipfs().peers().connected()).hasSize(1);
  }
}
