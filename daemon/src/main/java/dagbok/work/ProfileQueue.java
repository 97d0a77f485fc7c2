package dagbok.work;

import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done again and again for each profile: never twice at a time for one, and however
 * often it is asked for while it runs, once more after that. Profiles take turns, so one with much
 * to do holds up the others for one run at most, and may have to rest after it. Thread-safe.
 */
public final class ProfileQueue {
  private static final Logger log = LoggerFactory.getLogger(ProfileQueue.class);
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);
  private static final Duration LAST_RETRY = Duration.ofMinutes(2);
  private static final int MAX_DOUBLINGS = 7;

  private enum State {
    WAITING,
    /** Or resting after it. */
    RUNNING,
    RUNNING_AND_ASKED
  }

  private final String name;
  private final Function<ProfileId, ScheduledExecutorService> executors;
  private final Function<ProfileId, Optional<Duration>> work;
  private final Function<ProfileId, Duration> rest;
  private final Map<ProfileId, State> states = new HashMap<>();
  private final Map<ProfileId, Integer> failures = new HashMap<>();

  /**
   * With the work, which says when it wants to be run again if nobody asks before. Work that throws
   * is run again after a pause that doubles from one second to two minutes, whatever it threw;
   * {@code executors} says on which threads, which belong to the caller.
   */
  public ProfileQueue(
      String name,
      Function<ProfileId, ScheduledExecutorService> executors,
      Function<ProfileId, Optional<Duration>> work) {
    this(name, executors, work, profile -> Duration.ZERO);
  }

  /** The same with how long a profile is to rest after its last run, whoever asks meanwhile. */
  public ProfileQueue(
      String name,
      Function<ProfileId, ScheduledExecutorService> executors,
      Function<ProfileId, Optional<Duration>> work,
      Function<ProfileId, Duration> rest) {
    this.name = name;
    this.executors = executors;
    this.work = work;
    this.rest = rest;
  }

  /** Asks for the work to be done soon. */
  public void request(ProfileId profile) {
    synchronized (states) {
      State state = states.get(profile);
      if (state == State.RUNNING) {
        states.put(profile, State.RUNNING_AND_ASKED);
      }
      if (state != null) {
        return;
      }
      states.put(profile, State.WAITING);
    }
    schedule(profile, () -> run(profile), Duration.ZERO);
  }

  private void schedule(ProfileId profile, Runnable task, Duration delay) {
    try {
      var unused = executors.apply(profile).schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("{}: {} is left for the next start", name, profile);
    }
  }

  private void run(ProfileId profile) {
    synchronized (states) {
      states.put(profile, State.RUNNING);
    }
    Optional<Duration> again = attempt(profile);
    Duration pause = rest.apply(profile);
    if (pause.isZero()) {
      end(profile);
    } else {
      schedule(profile, () -> end(profile), pause);
    }
    again.ifPresent(delay -> schedule(profile, () -> request(profile), delay));
  }

  private void end(ProfileId profile) {
    boolean asked;
    synchronized (states) {
      asked = states.remove(profile) == State.RUNNING_AND_ASKED;
    }
    if (asked) {
      request(profile);
    }
  }

  private Optional<Duration> attempt(ProfileId profile) {
    try {
      Optional<Duration> again = work.apply(profile);
      synchronized (states) {
        failures.remove(profile);
      }
      return again;
    } catch (RuntimeException | Error e) {
      return Optional.of(failed(profile, e));
    }
  }

  /** How long work waits that failed so many times in a row. */
  public static Duration pauseAfter(int failures) {
    Duration pause = FIRST_RETRY.multipliedBy(1L << Math.min(failures - 1, MAX_DOUBLINGS));
    return pause.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : pause;
  }

  private Duration failed(ProfileId profile, Throwable e) {
    int failure;
    synchronized (states) {
      failure = failures.merge(profile, 1, Integer::sum);
    }
    Duration retry = pauseAfter(failure);
    if (e instanceof Error) {
      log.error("{} {} failed; again in {} s", name, profile, retry.toSeconds(), e);
    } else {
      log.warn("{} {}: {}; again in {} s", name, profile, e.getMessage(), retry.toSeconds());
      log.debug("{} {}", name, profile, e);
    }
    return retry;
  }
}
