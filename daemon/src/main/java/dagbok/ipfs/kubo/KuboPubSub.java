package dagbok.ipfs.kubo;

import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.PubSub;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboSubscription;
import dagbok.kubo.PubSubApi;
import java.util.List;
import java.util.function.Consumer;

/** Kubo's pubsub. Messages that are too long are dropped before anybody looks. Thread-safe. */
public final class KuboPubSub implements PubSub {
  private final KuboClient kubo;

  /** On a client that stays the caller's. */
  public KuboPubSub(KuboClient kubo) {
    this.kubo = kubo;
  }

  @Override
  public void publish(String topic, byte[] data) {
    Bounds.checkMessage(data);
    KuboFailures.run(() -> kubo.pubsub().publish(topic, data));
  }

  @Override
  public Subscription subscribe(
      String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd) {
    KuboSubscription subscription =
        KuboFailures.call(
            () ->
                kubo.pubsub()
                    .subscribe(
                        topic,
                        message -> deliver(topic, message, listener),
                        why -> onEnd.accept(KuboFailures.of(why))));
    return subscription::close;
  }

  private static void deliver(String topic, PubSubApi.Message message, Consumer<Message> listener) {
    if (message.data().length <= MAX_MESSAGE_BYTES) {
      listener.accept(new Message(topic, message.from(), message.data()));
    }
  }

  @Override
  public List<String> peers(String topic) {
    return KuboFailures.call(() -> kubo.pubsub().peers(topic));
  }
}
