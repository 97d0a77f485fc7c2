package dagbok.work;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.ProfileId;
import dagbok.testing.LongWaits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProfileQueueTest {
  private static final ProfileId ONE = profile(1);
  private static final ProfileId TWO = profile(2);

  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);

  private static ProfileId profile(int n) {
    return new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {(byte) n}));
  }

  private ProfileQueue queue(Function<ProfileId, Optional<Duration>> work) {
    return new ProfileQueue("test", any -> executor, work);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void requestsWhileRunningBecomeOneMoreRun() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger runs = new AtomicInteger();
    ProfileQueue queue =
        queue(
            profile -> {
              runs.incrementAndGet();
              started.countDown();
              await(go);
              return Optional.empty();
            });
    queue.request(ONE);
    started.await();
    for (int i = 0; i < 10; i++) {
      queue.request(ONE);
    }
    go.countDown();
    Awaitility.await().until(() -> runs.get() == 2);
    executor.submit(() -> {}).get();
    assertThat(runs).hasValue(2);
  }

  @Test
  void profilesTakeTurns() throws Exception {
    List<ProfileId> order = new CopyOnWriteArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ProfileQueue queue =
        queue(
            profile -> {
              order.add(profile);
              started.countDown();
              await(go);
              return Optional.empty();
            });
    queue.request(ONE);
    started.await();
    queue.request(ONE);
    queue.request(TWO);
    go.countDown();
    Awaitility.await().until(() -> order.size() == 3);
    assertThat(order).containsExactly(ONE, TWO, ONE);
  }

  @Test
  void whoRestsIsNotRunMeanwhileButOthersAre() throws Exception {
    List<ProfileId> order = new CopyOnWriteArrayList<>();
    ProfileQueue queue =
        new ProfileQueue(
            "test",
            any -> executor,
            profile -> {
              order.add(profile);
              return Optional.empty();
            },
            profile -> profile.equals(ONE) ? Duration.ofHours(1) : Duration.ZERO);
    queue.request(ONE);
    Awaitility.await().until(() -> order.size() == 1);
    executor.submit(() -> {}).get();
    queue.request(ONE);
    queue.request(TWO);
    Awaitility.await().until(() -> order.size() == 2);
    executor.submit(() -> {}).get();
    assertThat(order).containsExactly(ONE, TWO);
  }

  @Test
  void whatWasAskedForDuringARestIsDoneOnceAfterIt() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    ProfileQueue queue =
        new ProfileQueue(
            "test",
            any -> executor,
            profile -> {
              runs.incrementAndGet();
              return Optional.empty();
            },
            profile -> Duration.ofHours(1));
    queue.request(ONE);
    awaitRest();
    queue.request(ONE);
    queue.request(ONE);
    executor.submit(() -> {}).get();
    assertThat(runs).hasValue(1);
    LongWaits.pass(executor);
    awaitRest();
    assertThat(runs).hasValue(2);
    LongWaits.pass(executor); // nobody asked during the second rest
    executor.submit(() -> {}).get();
    assertThat(runs).hasValue(2);
    queue.request(ONE);
    awaitRest();
    assertThat(runs).hasValue(3);
  }

  private void awaitRest() {
    Awaitility.await().until(() -> LongWaits.count(executor) == 1);
  }

  @Test
  void whatWasAskedForDuringARunWaitsForTheRestAfterItToo() throws Exception {
    AtomicInteger runs = new AtomicInteger();
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ProfileQueue queue =
        new ProfileQueue(
            "test",
            any -> executor,
            profile -> {
              runs.incrementAndGet();
              started.countDown();
              await(go);
              return Optional.empty();
            },
            profile -> Duration.ofHours(1));
    queue.request(ONE);
    started.await();
    queue.request(ONE);
    go.countDown();
    awaitRest();
    executor.submit(() -> {}).get();
    assertThat(runs).hasValue(1);
    LongWaits.pass(executor);
    awaitRest();
    assertThat(runs).hasValue(2);
  }

  @Test
  void failedWorkIsTriedAgain() {
    assertTriedAgain(
        () -> {
          throw new IllegalStateException("away");
        });
  }

  @Test
  void workThatEndsInAnErrorIsTriedAgain() {
    assertTriedAgain(
        () -> {
          throw new StackOverflowError("made by somebody's bytes");
        });
  }

  private void assertTriedAgain(Runnable failing) {
    AtomicInteger runs = new AtomicInteger();
    ProfileQueue queue =
        queue(
            profile -> {
              if (runs.incrementAndGet() == 1) {
                failing.run();
              }
              return Optional.empty();
            });
    queue.request(ONE);
    Awaitility.await().until(() -> runs.get() == 2);
  }

  @Test
  void workThatWaitsHoldsUpNoneOnOtherThreads() {
    ScheduledExecutorService others = Executors.newScheduledThreadPool(1);
    CountDownLatch given = new CountDownLatch(1);
    AtomicInteger own = new AtomicInteger();
    try {
      ProfileQueue queue =
          new ProfileQueue(
              "test",
              profile -> profile.equals(ONE) ? executor : others,
              profile -> {
                if (profile.equals(ONE)) {
                  own.incrementAndGet();
                } else {
                  await(given);
                }
                return Optional.empty();
              });
      queue.request(TWO);
      queue.request(ONE);
      Awaitility.await().until(() -> own.get() == 1);
    } finally {
      given.countDown();
      others.shutdownNow();
    }
  }

  @Test
  void workCanAskToBeRunAgain() {
    AtomicInteger runs = new AtomicInteger();
    ProfileQueue queue =
        queue(
            profile ->
                runs.incrementAndGet() < 3 ? Optional.of(Duration.ofMillis(1)) : Optional.empty());
    queue.request(ONE);
    Awaitility.await().until(() -> runs.get() == 3);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
