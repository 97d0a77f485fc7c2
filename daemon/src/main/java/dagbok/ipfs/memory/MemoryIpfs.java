package dagbok.ipfs.memory;

import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.ipfs.Pins;
import dagbok.ipfs.PubSub;

/**
 * One IPFS node in memory. It can go away and come back, as a Kubo that is killed and started
 * again: blocks and pins stay, subscriptions end, calls fail with {@code AWAY} meanwhile.
 * Thread-safe.
 */
public final class MemoryIpfs {
  private final String id;
  private final MemoryNetwork network;
  private final MemoryBlocks blocks;
  private final MemoryPins pins;
  private final MemoryPubSub pubsub;
  private final MemoryPeers peers;
  private volatile boolean up = true;

  MemoryIpfs(MemoryNetwork network, String id) {
    this.id = id;
    this.network = network;
    this.pins = new MemoryPins(this);
    this.blocks = new MemoryBlocks(this, pins);
    this.pubsub = new MemoryPubSub(this);
    this.peers = new MemoryPeers(this);
  }

  /** Its blocks. */
  public Blocks blocks() {
    return blocks;
  }

  /** Its pins. */
  public Pins pins() {
    return pins;
  }

  /** Its pubsub. */
  public PubSub pubsub() {
    return pubsub;
  }

  /** Itself and its peers. */
  public Peers peers() {
    return peers;
  }

  /** Its peer id. */
  public String id() {
    return id;
  }

  /** Lets it go away. */
  public void goAway() {
    up = false;
    pubsub.endAll(away());
  }

  /** Lets it come back, connected as before. */
  public void comeBack() {
    up = true;
  }

  /** Removes every block that no pin holds, and gives their number. */
  public int collect() {
    return blocks.collect();
  }

  /** The number of blocks that it has. */
  public int size() {
    return blocks.size();
  }

  /** The bytes of all of them. */
  public long bytes() {
    return blocks.bytes();
  }

  boolean isUp() {
    return up;
  }

  MemoryNetwork network() {
    return network;
  }

  MemoryBlocks store() {
    return blocks;
  }

  boolean listensTo(String topic) {
    return pubsub.listensTo(topic);
  }

  void hear(PubSub.Message message) {
    pubsub.hear(message);
  }

  /** Fails every call of a node that is away. */
  void checkUp() {
    if (!up) {
      throw away();
    }
  }

  private IpfsException away() {
    return new IpfsException(
        IpfsException.Reason.AWAY, "the node " + id + " is away", "Let it come back", null);
  }
}
