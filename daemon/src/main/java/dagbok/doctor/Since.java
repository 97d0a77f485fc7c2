package dagbok.doctor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How long things have been so, as often as somebody looks. */
final class Since {
  private final Clock clock;
  private final Map<String, Instant> first = new HashMap<>();

  Since(Clock clock) {
    this.clock = clock;
  }

  /** These are so now, and no others; how long each has been. */
  synchronized Map<String, Duration> these(Set<String> now) {
    Instant at = clock.instant();
    first.keySet().retainAll(now);
    Map<String, Duration> ages = new HashMap<>();
    for (String name : now) {
      Instant began = first.computeIfAbsent(name, n -> at);
      ages.put(name, Duration.between(began, at));
    }
    return ages;
  }

  /** Whether it is so, and has been for at least {@code patience}. */
  boolean longerThan(Duration patience, boolean isSo) {
    Map<String, Duration> ages = these(isSo ? Set.of("") : Set.of());
    return isSo && ages.getOrDefault("", Duration.ZERO).compareTo(patience) >= 0;
  }
}
