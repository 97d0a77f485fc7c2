package dagbok.work;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that background work is done on. What waits for strangers has threads of its own, so
 * that profiles that somebody follows never hold up those that are one's own. Closing it ends the
 * work. Thread-safe.
 */
public final class Workers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Workers.class);
  private static final int OWN_THREADS = 2;
  private static final int OWN_MEDIA_THREADS = 2;
  private static final int OWN_FETCHERS = 4;
  private static final int FOLLOWED_THREADS = 8;
  private static final int FOLLOWED_MEDIA_THREADS = 4;
  private static final int FOLLOWED_FETCHERS = 32;
  private static final int FINDERS = 2;
  private static final int CHORES = 1;
  private static final int JOINERS = 1;
  private static final int ERASERS = 1;
  private static final long STOP_SECONDS = 20;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final LongSupplier spentNanos;
  private final Lane own = new Lane("own", OWN_THREADS, OWN_MEDIA_THREADS, OWN_FETCHERS);
  private final Lane followed =
      new Lane("followed", FOLLOWED_THREADS, FOLLOWED_MEDIA_THREADS, FOLLOWED_FETCHERS);
  private final ScheduledExecutorService finding =
      Executors.newScheduledThreadPool(FINDERS, threads("finding"));
  private final ScheduledExecutorService joining =
      Executors.newScheduledThreadPool(JOINERS, threads("joining"));
  private final ScheduledExecutorService erasing =
      Executors.newScheduledThreadPool(ERASERS, threads("erasing"));
  private final ScheduledExecutorService chores =
      Executors.newScheduledThreadPool(CHORES, threads("chores"));

  /**
   * The threads of one kind of profiles.
   *
   * @param queue takes entries in and keeps packs
   * @param media fetches and keeps files, which may take long
   * @param fetchers fetches single blocks for {@code queue}
   */
  public record Lane(
      ScheduledExecutorService queue, ScheduledExecutorService media, ExecutorService fetchers) {
    private Lane(String name, int queueThreads, int mediaThreads, int fetcherThreads) {
      this(
          Executors.newScheduledThreadPool(queueThreads, threads(name)),
          Executors.newScheduledThreadPool(mediaThreads, threads(name + "-media")),
          Executors.newFixedThreadPool(fetcherThreads, threads(name + "-fetcher")));
    }

    private List<ExecutorService> all() {
      return List.of(queue, media, fetchers);
    }
  }

  /** Threads whose work costs what it does. */
  public Workers() {
    this(Workers::processorNanos);
  }

  /** The same with what says how much the current thread took of a processor, in nanoseconds. */
  public Workers(LongSupplier spentNanos) {
    this.spentNanos = spentNanos;
  }

  private static long processorNanos() {
    return THREADS.isCurrentThreadCpuTimeSupported()
        ? THREADS.getCurrentThreadCpuTime()
        : System.nanoTime();
  }

  /**
   * How much the current thread took of a processor so far, in nanoseconds from any beginning;
   * waiting for others does not count.
   */
  public long spentNanos() {
    return spentNanos.getAsLong();
  }

  /** Those for one's own profiles, or for followed ones. */
  public Lane lane(boolean isOwn) {
    return isOwn ? own : followed;
  }

  /** Those that look for peers. */
  public ScheduledExecutorService finding() {
    return finding;
  }

  /** Speaks with a device that invites this one. */
  public ScheduledExecutorService joining() {
    return joining;
  }

  /** That which takes what was deleted from the IPFS node, which may take long. */
  public ScheduledExecutorService erasing() {
    return erasing;
  }

  /** That for what nobody waits for. */
  public ScheduledExecutorService chores() {
    return chores;
  }

  private static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public void close() {
    finding.shutdownNow();
    joining.shutdownNow();
    erasing.shutdownNow();
    chores.shutdownNow();
    own.all().forEach(ExecutorService::shutdownNow);
    followed.all().forEach(ExecutorService::shutdownNow);
    try {
      for (Lane lane : List.of(own, followed)) {
        await(lane.queue());
        await(lane.media());
      }
      await(finding);
      await(joining);
      await(erasing);
      await(chores);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(ExecutorService executor) throws InterruptedException {
    if (!executor.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      log.warn("background work does not end; left");
    }
  }
}
