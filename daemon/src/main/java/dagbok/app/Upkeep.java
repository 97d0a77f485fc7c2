package dagbok.app;

import dagbok.doctor.Watch;
import dagbok.ipfs.IpfsException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a daemon does by the clock, on threads that belong to the caller. */
final class Upkeep {
  private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration WATCH = Duration.ofMinutes(1);
  private static final Duration SWEEP_RETRY = Duration.ofMinutes(1);

  /** How often what should be pinned is compared with what is. */
  private static final Duration AUDIT = Duration.ofHours(1);

  /** Who wants to be found says so when others are likely to hear it, and again. */
  private static final Duration TELL_FIRST = Duration.ofMinutes(1);

  private static final Duration TELL_AGAIN = Duration.ofHours(3);

  private final ScheduledExecutorService executor;

  Upkeep(ScheduledExecutorService executor) {
    this.executor = executor;
  }

  /** Looks again and again how the daemon is. */
  void watch(Watch watch) {
    repeat(watch, WATCH, WATCH);
  }

  /** Compares what should be pinned with what is. */
  void audit(Runnable work) {
    repeat(work, AUDIT, AUDIT);
  }

  /** Says that one wants to be found. */
  void tell(Runnable work) {
    repeat(work, TELL_FIRST, TELL_AGAIN);
  }

  /** What fails once is tried again when its time comes. */
  private void repeat(Runnable work, Duration first, Duration pause) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                log.warn("what is due now is left until the next time: {}", e.getMessage());
                log.debug("left", e);
              }
            },
            first.toSeconds(),
            pause.toSeconds(),
            TimeUnit.SECONDS);
  }

  /** Takes away what an interruption left, once the IPFS node answers. */
  void sweep(Runnable work) {
    executor.execute(
        () -> {
          try {
            work.run();
          } catch (IpfsException e) {
            log.debug("what was left is looked for again later: {}", e.getMessage());
            var unused =
                executor.schedule(() -> sweep(work), SWEEP_RETRY.toSeconds(), TimeUnit.SECONDS);
          }
        });
  }
}
