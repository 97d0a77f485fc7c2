package dagbok.testing;

import java.util.List;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tasks that an executor is to run so late that no test sees it, unless time passes at once. */
public final class LongWaits {
  private static final long LONG_SECONDS = 300;

  private LongWaits() {}

  /** How many there are. */
  public static int count(ScheduledExecutorService executor) {
    return waiting(executor).size();
  }

  /** Runs them now, on this thread. */
  public static void pass(ScheduledExecutorService executor) {
    waiting(executor).stream().filter(pool(executor)::remove).forEach(Runnable::run);
  }

  private static List<RunnableScheduledFuture<?>> waiting(ScheduledExecutorService executor) {
    return pool(executor).getQueue().stream()
        .filter(RunnableScheduledFuture.class::isInstance)
        .<RunnableScheduledFuture<?>>map(RunnableScheduledFuture.class::cast)
        .filter(task -> task.getDelay(TimeUnit.SECONDS) > LONG_SECONDS)
        .toList();
  }

  private static ScheduledThreadPoolExecutor pool(ScheduledExecutorService executor) {
    return (ScheduledThreadPoolExecutor) executor;
  }
}
