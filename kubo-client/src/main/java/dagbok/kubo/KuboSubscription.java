package dagbok.kubo;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** A subscription to a topic, until it is closed or the stream breaks. */
public final class KuboSubscription implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KuboSubscription.class);

  private final String topic;
  private final JsonLines lines;
  private final Consumer<PubSubApi.Message> listener;
  private final Consumer<KuboException> onEnd;
  private final Consumer<KuboSubscription> onGone;
  private final AtomicBoolean closed = new AtomicBoolean();

  KuboSubscription(
      String topic,
      JsonLines lines,
      Consumer<PubSubApi.Message> listener,
      Consumer<KuboException> onEnd,
      Consumer<KuboSubscription> onGone) {
    this.topic = topic;
    this.lines = lines;
    this.listener = listener;
    this.onEnd = onEnd;
    this.onGone = onGone;
  }

  void start() {
    Thread thread = new Thread(this::listen, "kubo-sub " + topic);
    thread.setDaemon(true);
    thread.start();
  }

  private void listen() {
    KuboException why;
    try {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        deliver(line);
      }
      why = new KuboException(KuboException.Reason.AWAY, "Kubo ended the subscription", null);
    } catch (KuboException e) {
      why = e;
    }
    onGone.accept(this);
    if (!closed.getAndSet(true)) {
      lines.close();
      onEnd.accept(why);
    }
  }

  private void deliver(JsonNode line) {
    PubSubApi.Message message = PubSubApi.message(line);
    if (closed.get()) {
      return;
    }
    try {
      listener.accept(message);
    } catch (RuntimeException e) {
      LOG.error("a listener to {} failed; the subscription goes on", topic, e);
    }
  }

  /** Ends it, from any thread, without waiting; a call of the listener may still be under way. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      lines.close();
    }
  }
}
