package dagbok.peer;

import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Mailbox;
import dagbok.ipfs.PubSub;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Topics among the peers that are linked over HTTP. */
final class PeerPubSub implements PubSub {
  private final Neighbourhood neighbourhood;
  private final Executor deliveries;

  PeerPubSub(Neighbourhood neighbourhood, Executor deliveries) {
    this.neighbourhood = neighbourhood;
    this.deliveries = deliveries;
  }

  @Override
  public void publish(String topic, byte[] data) {
    Bounds.checkMessage(data);
    neighbourhood.publish(topic, data);
  }

  @Override
  public Subscription subscribe(
      String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
    Mailbox mailbox = new Mailbox(topic, listener, onEnd, deliveries);
    neighbourhood.listen(mailbox);
    return () -> {
      neighbourhood.unlisten(mailbox);
      mailbox.close();
    };
  }

  @Override
  public List<String> peers(String topic) {
    return neighbourhood.all().stream()
        .filter(neighbour -> neighbour.topics().contains(topic))
        .map(neighbour -> neighbour.id().toString())
        .toList();
  }
}
