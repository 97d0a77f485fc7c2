package dagbok.gossip;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.PubSub;
import dagbok.schema.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link Gossip} decides, on a real IPFS node: keeps subscriptions, publishes, and
 * lets time go on. All of it happens on one thread; inputs that come faster than they are handled
 * are dropped beyond a bound, as pubsub may lose messages anyway. Thread-safe.
 */
public final class GossipRunner implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(GossipRunner.class);

  /** Nothing is due more often, and time goes on at least so often. */
  private static final long MIN_TICK_MILLIS = 10;

  private static final long MAX_TICK_MILLIS = 1_000;
  private static final long RESUBSCRIBE_MILLIS = 2_000;
  private static final int MAX_QUEUED = 1_024;
  private static final long ANSWER_MILLIS = 2_000;

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread gossip = new Thread(task, "gossip");
            gossip.setDaemon(true);
            return gossip;
          });
  private final AtomicInteger queued = new AtomicInteger();
  private final Gossip gossip;
  private final PubSub pubSub;
  private final Consumer<Effect.Announced> announced;
  private volatile Consumer<Effect.Held> holders = held -> {};
  private volatile Consumer<Effect.Discovered> discoverer = discovered -> {};
  private final Map<String, PubSub.Subscription> subscriptions = new HashMap<>();
  private final Set<String> wanted = new HashSet<>();

  /** Whether time goes on, when it does next, and by what. */
  private boolean isRunning;

  private long wakesAt = Long.MAX_VALUE;

  private @Nullable ScheduledFuture<?> waking;

  /** Why topics are not heard now, and why nothing can be said there. */
  private final Map<String, IpfsException> deaf = new ConcurrentHashMap<>();

  private final Map<String, IpfsException> mute = new ConcurrentHashMap<>();

  /** {@code announced} is called on the gossip thread and must not block. */
  public GossipRunner(PubSub pubSub, RandomGenerator random, Consumer<Effect.Announced> announced) {
    this.gossip = new Gossip(random);
    this.pubSub = pubSub;
    this.announced = announced;
    thread.setRemoveOnCancelPolicy(true); // else closing waits for what was planned
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /** Told who says to hold what, on the gossip thread; must not block. */
  public void onHolders(Consumer<Effect.Held> listener) {
    holders = listener;
  }

  /** Told which profiles want to be found, on the gossip thread; must not block. */
  public void onDiscovered(Consumer<Effect.Discovered> listener) {
    discoverer = listener;
  }

  /** Lets time go on from now. */
  public void start() {
    thread.execute(
        () -> {
          isRunning = true;
          handle(new Input.Tick());
        });
  }

  /** Tells gossip what happened. */
  public void tell(Input input) {
    if (input instanceof Input.Received && queued.get() > MAX_QUEUED) {
      return;
    }
    queued.incrementAndGet();
    try {
      thread.execute(
          () -> {
            queued.decrementAndGet();
            handle(input);
          });
    } catch (RejectedExecutionException e) {
      log.debug("gossip has ended; {} is not handled", input);
    }
  }

  /**
   * The announcements that answer a query; none if it is no query, or gossip is too busy. Blocks.
   */
  public List<byte[]> answers(byte[] query) {
    try {
      return thread.submit(() -> gossip.answers(query)).get(ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      log.debug("a query is not answered: {}", e.getMessage());
      return List.of();
    }
  }

  /** Why pubsub does not work now, if it does not. */
  public Optional<IpfsException> trouble() {
    return Stream.of(deaf, mute).flatMap(topics -> topics.values().stream()).findFirst();
  }

  private void handle(Input input) {
    try {
      gossip.on(input, millis()).forEach(this::carryOut);
    } catch (RuntimeException | Error e) { // the thread goes on with the next
      log.error("gossip failed on {}", input, e);
    }
    wake();
  }

  /** Lets time go on when there is something to say. */
  private void wake() {
    long now = millis();
    long due = Math.min(Math.max(gossip.due(), now + MIN_TICK_MILLIS), now + MAX_TICK_MILLIS);
    if (isRunning && due < wakesAt) {
      sleep();
      wakesAt = due;
      schedule(due - now);
    }
  }

  private void schedule(long millis) {
    try {
      waking = thread.schedule(this::awake, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("gossip has ended; time stands still");
    }
  }

  private void awake() {
    sleep();
    handle(new Input.Tick());
  }

  private void sleep() {
    wakesAt = Long.MAX_VALUE;
    if (waking != null) {
      waking.cancel(/* mayInterruptIfRunning= */ false);
    }
  }

  private static long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }

  private void carryOut(Effect effect) {
    if (effect instanceof Effect.Publish publish) {
      publish(publish);
    } else if (effect instanceof Effect.Subscribe subscribe) {
      if (wanted.add(subscribe.topic())) {
        subscribe(subscribe.topic());
      }
    } else if (effect instanceof Effect.Unsubscribe unsubscribe) {
      wanted.remove(unsubscribe.topic());
      deaf.remove(unsubscribe.topic());
      mute.remove(unsubscribe.topic());
      Optional.ofNullable(subscriptions.remove(unsubscribe.topic()))
          .ifPresent(PubSub.Subscription::close);
    } else if (effect instanceof Effect.Announced head) {
      announced.accept(head);
    } else if (effect instanceof Effect.Held held) {
      holders.accept(held);
    } else if (effect instanceof Effect.Discovered discovered) {
      discoverer.accept(discovered);
    }
  }

  private void publish(Effect.Publish publish) {
    try {
      pubSub.publish(publish.topic(), publish.data());
      mute.remove(publish.topic());
    } catch (IpfsException e) {
      if (!publish.topic().equals(Topic.DISCOVER.name())) { // where one may never speak again
        mute.put(publish.topic(), e);
      }
      log.debug("an announcement could not be published; it is repeated later: {}", e.getMessage());
    }
  }

  private void subscribe(String topic) {
    if (!wanted.contains(topic) || subscriptions.containsKey(topic)) {
      return;
    }
    try {
      Consumer<PubSub.Message> listener =
          message -> tell(new Input.Received(message.topic(), message.from(), message.data()));
      subscriptions.put(topic, pubSub.subscribe(topic, listener, why -> ended(topic, why)));
      deaf.remove(topic);
      handle(new Input.Listening(topic));
    } catch (IpfsException e) {
      ended(topic, e);
    }
  }

  private void ended(String topic, IpfsException why) {
    deaf.put(topic, why);
    log.debug("the subscription of {} ended: {}", topic, why.getMessage());
    try {
      var unused = thread.schedule(() -> again(topic), RESUBSCRIBE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("gossip has ended; {} stays without subscription", topic);
    }
  }

  private void again(String topic) {
    Optional.ofNullable(subscriptions.remove(topic)).ifPresent(PubSub.Subscription::close);
    if (wanted.contains(topic)) {
      subscribe(topic);
    } else {
      deaf.remove(topic);
    }
  }

  /** Ends all subscriptions. */
  @Override
  public void close() {
    thread.execute(
        () -> {
          isRunning = false;
          sleep();
          subscriptions.values().forEach(PubSub.Subscription::close);
          subscriptions.clear();
          wanted.clear();
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
