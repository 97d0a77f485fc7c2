package dagbok.sync;

import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long followed profiles rest after runs that cost more than what they brought is worth: a few
 * bytes may change what follows from all the others, again and again, and whoever writes such must
 * not keep the database's writer from everybody else. Thread-safe.
 */
final class Pace {
  private static final Logger log = LoggerFactory.getLogger(Pace.class);

  /** What a run may cost, whatever it brings. */
  static final Duration FREE = Duration.ofMillis(20);

  /** What a byte may cost: some thirty times what one of honest posts does. */
  static final long NANOS_PER_BYTE = 10_000;

  /**
   * The rest for each nanosecond above that: four, so that one profile takes a fifth, up to the
   * longest rest.
   */
  static final int REST = 4;

  /** Nobody rests longer. */
  static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private final LongSupplier spentNanos;
  private final Map<ProfileId, Duration> rests = new ConcurrentHashMap<>();

  /** With how much the current thread took of a processor so far, from any beginning. */
  Pace(LongSupplier spentNanos) {
    this.spentNanos = spentNanos;
  }

  /** A run that is under way on this thread. */
  final class Run {
    private final Replica replica;
    private final long bytes;
    private final long start = spentNanos.getAsLong();

    private Run(Replica replica) {
      this.replica = replica;
      this.bytes = came(replica);
    }

    /** Notes what it was worth. */
    void end() {
      Duration took = Duration.ofNanos(spentNanos.getAsLong() - start);
      Duration rest = rest(took, came(replica) - bytes);
      if (!replica.own() && !rest.isZero()) {
        log.info(
            "{} cost {} ms for {} bytes, and rests for {} ms",
            replica.profile(),
            took.toMillis(),
            came(replica) - bytes,
            rest.toMillis());
        rests.put(replica.profile(), rest);
      }
    }
  }

  private static long came(Replica replica) {
    return replica.summary().counts().bytes();
  }

  /** Begins a run. */
  Run begin(Replica replica) {
    return new Run(replica);
  }

  /** How long a profile is to rest after its last run; told once. */
  Duration takeRest(ProfileId profile) {
    Duration rest = rests.remove(profile);
    return rest == null ? Duration.ZERO : rest;
  }

  /** The rest after a run that took so long of a processor and brought so many bytes. */
  static Duration rest(Duration took, long bytes) {
    Duration fair = FREE.plusNanos(NANOS_PER_BYTE * Math.max(0, bytes));
    Duration over = took.minus(fair);
    if (over.isNegative()) {
      return Duration.ZERO;
    }
    Duration rest = over.multipliedBy(REST);
    return rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
  }
}
