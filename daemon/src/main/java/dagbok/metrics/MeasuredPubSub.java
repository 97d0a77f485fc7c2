package dagbok.metrics;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.PubSub;
import java.util.List;
import java.util.function.Consumer;

/** Counts the messages that come and go. */
public final class MeasuredPubSub implements PubSub {
  private final PubSub pubSub;
  private final Metrics metrics;

  /** In front of {@code pubSub}. */
  public MeasuredPubSub(PubSub pubSub, Metrics metrics) {
    this.pubSub = pubSub;
    this.metrics = metrics;
  }

  @Override
  public void publish(String topic, byte[] data) {
    pubSub.publish(topic, data);
    metrics.sent();
  }

  @Override
  public Subscription subscribe(
      String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
    return pubSub.subscribe(
        topic,
        message -> {
          metrics.received();
          listener.accept(message);
        },
        onEnd);
  }

  @Override
  public List<String> peers(String topic) {
    return pubSub.peers(topic);
  }
}
