package dagbok.peer;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.PubSub;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The pubsub of an IPFS node and that of peers over HTTP as one. */
final class PeeredPubSub implements PubSub {
  private final PubSub node;
  private final PubSub peers;

  PeeredPubSub(PubSub node, PubSub peers) {
    this.node = node;
    this.peers = peers;
  }

  /** Peers over HTTP hear it even if the IPFS node is away. */
  @Override
  public void publish(String topic, byte[] data) {
    peers.publish(topic, data);
    node.publish(topic, data);
  }

  /** Ends when the IPFS node's ends; one's own messages come by its way and by the peers'. */
  @Override
  public Subscription subscribe(
      String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
    ReentrantLock oneAtATime = new ReentrantLock();
    Consumer<Message> guarded =
        message -> {
          oneAtATime.lock();
          try {
            listener.accept(message);
          } finally {
            oneAtATime.unlock();
          }
        };
    Subscription ofPeers = peers.subscribe(topic, guarded, why -> {});
    try {
      Subscription ofNode =
          node.subscribe(
              topic,
              guarded,
              why -> {
                ofPeers.close();
                onEnd.accept(why);
              });
      return () -> {
        ofPeers.close();
        ofNode.close();
      };
    } catch (IpfsException e) {
      ofPeers.close();
      throw e;
    }
  }

  @Override
  public List<String> peers(String topic) {
    return Stream.concat(peers.peers(topic).stream(), node.peers(topic).stream()).toList();
  }
}
