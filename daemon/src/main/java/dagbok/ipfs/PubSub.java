package dagbok.ipfs;

import java.util.List;
import java.util.function.Consumer;

/** Topics that carry messages to whoever listens now: a hint that may lose, repeat and reorder. */
public interface PubSub {
  /** The most bytes of a message. */
  int MAX_MESSAGE_BYTES = 64 * 1024;

  /** A message as it came; {@code from} is the peer that published it, as text. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Message(String topic, String from, byte[] data) {}

  /** A subscription; closing it ends the calls. */
  interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Publishes; one at a time, whatever the callers do.
   *
   * @throws IpfsException with {@code LIMIT} if it has more than {@link #MAX_MESSAGE_BYTES}; what
   *     peers send of that size is dropped
   */
  void publish(String topic, byte[] data);

  /**
   * Hands every message to {@code listener}, in order and never two at a time, one's own too. Ends
   * by {@link Subscription#close}, or by itself when the stream breaks: then {@code onEnd} is told
   * why, once.
   */
  Subscription subscribe(String topic, Consumer<Message> listener, Consumer<IpfsException> onEnd);

  /** The peers that listen to a topic, as far as known. */
  List<String> peers(String topic);
}
