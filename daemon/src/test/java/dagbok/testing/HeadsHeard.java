package dagbok.testing;

import dagbok.cid.Cid;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.schema.Message;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The heads that a node hears of. Thread-safe. */
public final class HeadsHeard {
  private final List<Cid> heads = new CopyOnWriteArrayList<>();

  /** Listens from now on. */
  public HeadsHeard(MemoryIpfs node, ProfileId profile) {
    node.pubsub().subscribe(Topic.of(profile).name(), this::heard, why -> {});
  }

  private void heard(PubSub.Message message) {
    try {
      if (Message.decode(message.data()) instanceof Message.Announcement announcement) {
        heads.add(announcement.head().cid());
      }
    } catch (SchemaException e) {
      throw new IllegalStateException(e);
    }
  }

  /** All that were announced, in order. */
  public List<Cid> heads() {
    return List.copyOf(heads);
  }
}
