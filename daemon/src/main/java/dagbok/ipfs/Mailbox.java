package dagbok.ipfs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The messages of one subscription on their way to its listener, one at a time and in order; for
 * implementations of {@link PubSub}. Thread-safe.
 */
public final class Mailbox {
  /** The most messages that wait; what comes then is lost, as it would be with Kubo. */
  public static final int MAX_WAITING = 1024;

  private static final Logger LOG = LoggerFactory.getLogger(Mailbox.class);

  private final String topic;
  private final Consumer<PubSub.Message> listener;
  private final Consumer<IpfsException> onEnd;
  private final Executor deliveries;
  private final Deque<PubSub.Message> waiting = new ArrayDeque<>();
  private boolean delivering;
  private boolean closed;

  /** {@code deliveries} runs what the listener does. */
  public Mailbox(
      String topic,
      Consumer<PubSub.Message> listener,
      Consumer<IpfsException> onEnd,
      Executor deliveries) {
    this.topic = topic;
    this.listener = listener;
    this.onEnd = onEnd;
    this.deliveries = deliveries;
  }

  /** What is listened to. */
  public String topic() {
    return topic;
  }

  /** Hands a message over; never blocks. */
  public void put(PubSub.Message message) {
    synchronized (this) {
      if (closed || waiting.size() == MAX_WAITING) {
        return;
      }
      waiting.addLast(message);
      if (delivering) {
        return;
      }
      delivering = true;
    }
    deliveries.execute(this::deliver);
  }

  private void deliver() {
    for (PubSub.Message message = take(); message != null; message = take()) {
      try {
        listener.accept(message);
      } catch (RuntimeException e) {
        LOG.error("a listener to {} failed; the subscription goes on", topic, e);
      }
    }
  }

  private synchronized PubSub.@Nullable Message take() {
    PubSub.Message message = closed ? null : waiting.pollFirst();
    delivering = message != null;
    return message;
  }

  /** Ends the calls. */
  public synchronized void close() {
    closed = true;
    waiting.clear();
  }

  /** Ends the calls and tells why, once. */
  public void end(IpfsException why) {
    synchronized (this) {
      if (closed) {
        return;
      }
      close();
    }
    deliveries.execute(() -> onEnd.accept(why));
  }
}
