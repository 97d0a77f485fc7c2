package dagbok.peer;

import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;

/** An embedded IPFS node on loopback. */
record TestPeer(EmbeddedStore store, Peering peering, IpfsChoice ipfs) implements AutoCloseable {
  private static final long QUOTA_BYTES = 1L << 30;

  static TestPeer start(Path folder, boolean mdns) throws IOException {
    Files.createDirectories(folder);
    Clock clock = Clock.systemUTC();
    EmbeddedStore store = EmbeddedStore.open(folder.resolve("ipfs.db"), QUOTA_BYTES, clock);
    Peering.Options options =
        new Peering.Options("127.0.0.1", 0, true, mdns, folder.resolve("peer.key"));
    Peering peering = Peering.start(options, store.blocks(), new SecureRandom(), clock);
    return new TestPeer(store, peering, peering.around(new EmbeddedNode(store, "test", "test")));
  }

  String url() {
    return "http://127.0.0.1:" + peering.port().orElseThrow();
  }

  @Override
  public void close() {
    peering.close();
    store.close();
  }
}
