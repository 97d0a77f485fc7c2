package dagbok.ipfs;

import static dagbok.ipfs.BlocksContract.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.ipfs.IpfsException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link PubSub} promises. */
@Timeout(120)
public abstract class PubSubContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private final List<PubSub.Subscription> subscriptions = new ArrayList<>();

  /** Two connected nodes, the same for all tests. */
  protected abstract IpfsPair pair();

  @AfterEach
  void unsubscribe() {
    subscriptions.forEach(PubSub.Subscription::close);
  }

  private PubSub one() {
    return pair().one().pubsub();
  }

  private PubSub two() {
    return pair().two().pubsub();
  }

  private PubSub.Subscription listen(
      PubSub pubsub, String topic, Consumer<PubSub.Message> listener) {
    PubSub.Subscription subscription =
        pubsub.subscribe(
            topic,
            listener,
            why -> {
              throw why;
            });
    subscriptions.add(subscription);
    return subscription;
  }

  private void awaitBothIn(String topic) {
    String idOfOne = pair().one().peers().self().id();
    String idOfTwo = pair().two().peers().self().id();
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(one().peers(topic)).containsExactly(idOfTwo);
              assertThat(two().peers(topic)).containsExactly(idOfOne);
            });
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(PubSub.Message message) {
    return new String(message.data(), StandardCharsets.UTF_8);
  }

  @Test
  void messagesReachBothInOrder() throws InterruptedException {
    String topic = "/dagbok/1/test/order";
    BlockingQueue<PubSub.Message> atOne = new LinkedBlockingQueue<>();
    BlockingQueue<PubSub.Message> atTwo = new LinkedBlockingQueue<>();
    listen(one(), topic, atOne::add);
    listen(two(), topic, atTwo::add);
    awaitBothIn(topic);

    for (int i = 0; i < 10; i++) {
      one().publish(topic, bytes("message " + i));
      PubSub.Message heard = atTwo.poll(20, TimeUnit.SECONDS);
      assertThat(text(heard)).isEqualTo("message " + i);
      assertThat(heard.topic()).isEqualTo(topic);
      assertThat(heard.from()).isEqualTo(pair().one().peers().self().id());
      assertThat(text(atOne.poll(20, TimeUnit.SECONDS))).isEqualTo("message " + i);
    }
  }

  @Test
  void aListenerIsNeverCalledTwiceAtOnce() throws InterruptedException {
    String topic = "/dagbok/1/test/once";
    AtomicInteger inside = new AtomicInteger();
    BlockingQueue<Integer> seen = new LinkedBlockingQueue<>();
    listen(
        one(),
        topic,
        message -> {
          seen.add(inside.incrementAndGet());
          inside.decrementAndGet();
        });

    for (int i = 0; i < 20; i++) {
      one().publish(topic, bytes("m" + i));
      assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    }
  }

  @Test
  void topicsAreApart() throws InterruptedException {
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    listen(one(), "/dagbok/1/test/left", message -> heard.add("left " + text(message)));
    listen(one(), "/dagbok/1/test/right", message -> heard.add("right " + text(message)));

    one().publish("/dagbok/1/test/nobody", bytes("unheard"));
    one().publish("/dagbok/1/test/right", bytes("heard"));

    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("right heard");
    assertThat(heard).isEmpty();
  }

  @Test
  void theLargestMessageArrivesAndALargerOneIsRefused() throws InterruptedException {
    String topic = "/dagbok/1/test/large";
    BlockingQueue<Integer> lengths = new LinkedBlockingQueue<>();
    listen(one(), topic, message -> {});
    listen(two(), topic, message -> lengths.add(message.data().length));
    awaitBothIn(topic);

    one().publish(topic, new byte[PubSub.MAX_MESSAGE_BYTES]);

    assertThat(lengths.poll(20, TimeUnit.SECONDS)).isEqualTo(PubSub.MAX_MESSAGE_BYTES);
    assertReason(Reason.LIMIT, () -> one().publish(topic, new byte[PubSub.MAX_MESSAGE_BYTES + 1]));
  }

  @Test
  void closingEndsTheCalls() throws InterruptedException {
    String topic = "/dagbok/1/test/closed";
    BlockingQueue<String> closed = new LinkedBlockingQueue<>();
    BlockingQueue<String> open = new LinkedBlockingQueue<>();
    PubSub.Subscription subscription = listen(one(), topic, m -> closed.add(text(m)));
    listen(one(), topic, m -> open.add(text(m)));

    subscription.close();
    subscription.close();
    one().publish(topic, bytes("after"));

    assertThat(open.poll(20, TimeUnit.SECONDS)).isEqualTo("after");
    assertThat(closed).isEmpty();
  }

  @Test
  void aListenerThatFailsIsCalledAgain() throws InterruptedException {
    String topic = "/dagbok/1/test/failing";
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    listen(
        one(),
        topic,
        message -> {
          heard.add(text(message));
          throw new IllegalStateException("a listener fails, as this test wants");
        });

    one().publish(topic, bytes("first"));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("first");
    one().publish(topic, bytes("second"));
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("second");
  }
}
