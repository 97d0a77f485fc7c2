package dagbok.kubo;

import dagbok.cid.CidFormatException;
import dagbok.cid.Multibase;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/**
 * {@code ipfs pubsub}: topics and messages. Every call fails with {@code PUBSUB_OFF} where the node
 * has not switched it on. Thread-safe.
 */
public final class PubSubApi {
  private final Rpc rpc;

  /** Kubo numbers messages before it queues them, and drops what comes out of order. */
  private final ReentrantLock oneAtATime = new ReentrantLock();

  private final Set<KuboSubscription> open = ConcurrentHashMap.newKeySet();

  PubSubApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** A message as it came; {@code from} is the peer that published it. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Message(String from, byte[] data) {}

  /** Publishes a message; callers take turns. */
  public void publish(String topic, byte[] data) {
    RpcCall call =
        RpcCall.of("pubsub/pub").arg(encoded(topic)).body(new RpcBody.Files(List.of(data)));
    oneAtATime.lock();
    try {
      rpc.send(call).end();
    } finally {
      oneAtATime.unlock();
    }
  }

  /**
   * Hands every message of a topic to {@code listener}, in a thread of the subscription's own, one
   * by one. What comes while the listener is slow may be lost. When it returns, the subscription is
   * in force.
   *
   * @param onEnd told why, once, when the stream breaks; not told of {@link KuboSubscription#close}
   */
  public KuboSubscription subscribe(
      String topic, Consumer<Message> listener, Consumer<KuboException> onEnd) {
    RpcCall call = RpcCall.of("pubsub/sub").arg(encoded(topic));
    RpcAnswer answer = rpc.send(call.endlessBody());
    KuboSubscription subscription =
        new KuboSubscription(topic, answer.lines(), listener, onEnd, open::remove);
    open.add(subscription);
    subscription.start();
    return subscription;
  }

  static Message message(JsonNode line) {
    return new Message(Json.text(line, "from"), decoded(Json.text(line, "data")));
  }

  /** The topics that this node listens to, also for others. */
  public List<String> topics() {
    List<String> topics = new ArrayList<>();
    for (String topic : Json.texts(rpc.send(RpcCall.of("pubsub/ls")).json().path("Strings"))) {
      topics.add(new String(decoded(topic), StandardCharsets.UTF_8));
    }
    return List.copyOf(topics);
  }

  /** The connected peers that listen to a topic, by id. */
  public List<String> peers(String topic) {
    RpcCall call = RpcCall.of("pubsub/peers").arg(encoded(topic));
    return Json.texts(rpc.send(call).json().path("Strings"));
  }

  private static String encoded(String topic) {
    return Multibase.BASE64URL.encode(topic.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] decoded(String text) {
    try {
      return Multibase.decode(text);
    } catch (CidFormatException e) {
      throw new KuboException(
          KuboException.Reason.PROTOCOL, "Kubo wrote \"" + text + "\" for bytes", e);
    }
  }

  /** Ends all subscriptions. */
  void close() {
    open.forEach(KuboSubscription::close);
  }
}
