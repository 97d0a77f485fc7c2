package dagbok.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class AheadTest {
  private final ExecutorService one = Executors.newSingleThreadExecutor();
  private final ExecutorService many = Executors.newCachedThreadPool();
  private final CountDownLatch gate = new CountDownLatch(1);

  @AfterEach
  void stop() {
    one.shutdownNow();
    many.shutdownNow();
  }

  private static <T> Supplier<Optional<Callable<T>>> tasks(List<Callable<T>> tasks) {
    Iterator<Callable<T>> rest = tasks.iterator();
    return () -> rest.hasNext() ? Optional.of(rest.next()) : Optional.empty();
  }

  private Callable<String> gated(String result) {
    return () -> {
      gate.await();
      return result;
    };
  }

  private static <T> List<T> all(Ahead<T> ahead) throws InterruptedException {
    List<T> all = new ArrayList<>();
    while (ahead.hasNext()) {
      all.add(ahead.next());
    }
    return all;
  }

  @Test
  void resultsAreInTheOrderOfTheirTasksWhicheverIsDoneFirst() throws Exception {
    Callable<String> opener =
        () -> {
          gate.countDown();
          return "second";
        };
    try (Ahead<String> ahead =
        new Ahead<>(many, 3, tasks(List.of(gated("first"), opener, () -> "third")))) {
      assertThat(all(ahead)).containsExactly("first", "second", "third");
    }
  }

  @Test
  void noMoreThanTheBoundAreBegunAndNotTaken() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    Supplier<Optional<Callable<Integer>>> tasks =
        tasks(IntStream.range(0, 10).<Callable<Integer>>mapToObj(i -> () -> i).toList());
    Supplier<Optional<Callable<Integer>>> counted =
        () -> {
          Optional<Callable<Integer>> next = tasks.get();
          next.ifPresent(task -> begun.incrementAndGet());
          return next;
        };
    try (Ahead<Integer> ahead = new Ahead<>(many, 3, counted)) {
      for (int taken = 0; taken < 10; taken++) {
        assertThat(begun).hasValue(Math.min(taken + 3, 10));
        assertThat(ahead.next()).isEqualTo(taken);
      }
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void isReadyOnceTheNextOneIsMade() throws Exception {
    try (Ahead<String> ahead = new Ahead<>(one, 2, tasks(List.of(gated("made"))))) {
      assertThat(ahead.hasNext()).isTrue();
      assertThat(ahead.isReady()).isFalse();
      gate.countDown();
      one.submit(() -> {}).get();
      assertThat(ahead.isReady()).isTrue();
      assertThat(ahead.next()).isEqualTo("made");
      assertThat(ahead.hasNext()).isFalse();
      assertThat(ahead.isReady()).isFalse();
      assertThatThrownBy(ahead::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void failureComesInItsTurnAndTakesNoOtherWithIt() throws Exception {
    IllegalArgumentException failure = new IllegalArgumentException("no");
    Callable<String> failing =
        () -> {
          throw failure;
        };
    try (Ahead<String> ahead =
        new Ahead<>(many, 3, tasks(List.of(() -> "before", failing, () -> "after")))) {
      assertThat(ahead.next()).isEqualTo("before");
      assertThatThrownBy(ahead::next).isSameAs(failure);
      assertThat(all(ahead)).containsExactly("after");
    }
  }

  @Test
  void failureThatIsCheckedIsTheCauseOfAnother() {
    IOException failure = new IOException("no");
    Callable<String> failing =
        () -> {
          throw failure;
        };
    try (Ahead<String> ahead = new Ahead<>(many, 1, tasks(List.of(failing)))) {
      assertThatThrownBy(ahead::next)
          .isInstanceOf(IllegalStateException.class)
          .hasRootCause(failure);
    }
  }

  @Test
  void whoIsInterruptedWhileWaitingGetsTheSameLater() throws Exception {
    try (Ahead<String> ahead =
        new Ahead<>(many, 2, tasks(List.of(gated("first"), () -> "second")))) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(ahead::next).isInstanceOf(InterruptedException.class);
      gate.countDown();
      assertThat(all(ahead)).containsExactly("first", "second");
    }
  }

  @Test
  void closingEndsWhatIsUnderWayEvenAfterAnInterruption() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger others = new AtomicInteger();
    Callable<Integer> endless =
        () -> {
          started.countDown();
          try {
            gate.await();
            return 0;
          } finally {
            ended.countDown();
          }
        };
    Ahead<Integer> ahead = new Ahead<>(one, 2, tasks(List.of(endless, others::incrementAndGet)));
    started.await();
    Thread.currentThread().interrupt();
    assertThatThrownBy(ahead::next).isInstanceOf(InterruptedException.class);
    ahead.close();
    ended.await();
    one.submit(() -> {}).get();
    assertThat(others).hasValue(0);
    assertThat(ahead.hasNext()).isFalse();
  }
}
