package dagbok.work;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Gives what tasks make in their order, and runs a few of them ahead. Closing it ends what is under
 * way. Not thread-safe.
 *
 * @param <T> what a task makes
 */
public final class Ahead<T> implements AutoCloseable {
  private final ExecutorService executor;
  private final int most;
  private final Supplier<Optional<Callable<T>>> tasks;
  private final Deque<Future<T>> ahead = new ArrayDeque<>();

  /**
   * Begins.
   *
   * @param executor stays the caller's
   * @param most how many run or wait to be taken
   * @param tasks the next one each time, until there is none
   */
  public Ahead(ExecutorService executor, int most, Supplier<Optional<Callable<T>>> tasks) {
    this.executor = executor;
    this.most = most;
    this.tasks = tasks;
    fill();
  }

  private void fill() {
    while (ahead.size() < most) {
      Optional<Callable<T>> next = tasks.get();
      if (next.isEmpty()) {
        return;
      }
      ahead.add(executor.submit(next.get()));
    }
  }

  /** Whether there is more. */
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  /** Whether the next one is made already. */
  public boolean isReady() {
    return hasNext() && ahead.getFirst().isDone();
  }

  /**
   * The next one; whoever asks waits for it. After a failure those that are ahead are given still,
   * and after an interruption the same is next.
   *
   * @throws RuntimeException what its task threw
   * @throws IllegalStateException if what it threw is checked, or an error
   */
  public T next() throws InterruptedException {
    if (!hasNext()) {
      throw new NoSuchElementException("all was given");
    }
    try {
      T next = ahead.getFirst().get();
      ahead.removeFirst();
      fill();
      return next;
    } catch (ExecutionException e) {
      ahead.removeFirst();
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a task failed", e);
    }
  }

  @Override
  public void close() {
    ahead.forEach(task -> task.cancel(true));
    ahead.clear();
  }
}
