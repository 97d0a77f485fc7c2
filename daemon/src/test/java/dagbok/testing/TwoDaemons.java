package dagbok.testing;

import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Ann's daemon, which holds a profile of hers, and Bob's, which is connected with it. */
public abstract class TwoDaemons {
  @TempDir protected Path folder;
  protected final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  protected final MemoryIpfs annNode = network.newNode();
  protected final MemoryIpfs bobNode = network.newNode();
  protected TestDaemon ann;
  protected TestDaemon bob;
  protected Replica profile;

  @BeforeEach
  void startBoth() {
    network.connect(annNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode);
    bob = new TestDaemon(folder.resolve("bob"), bobNode);
    profile = ann.found("Ann");
    ann.sync.hold(profile);
  }

  @AfterEach
  void stopBoth() {
    ann.close();
    bob.close();
  }
}
