package dagbok.work;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by name, for as many names as fit; the one that was idle longest is forgotten, and
 * each that is full again. Not thread-safe.
 */
public final class RateLimit {
  private static final int MAX_NAMES = 4_096;

  private final int burst;
  private final long refillMillis;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_NAMES;
        }
      };

  private record Bucket(double tokens, long at) {}

  /** {@code burst} at once, and one more each {@code refillMillis}. */
  public RateLimit(int burst, long refillMillis) {
    this.burst = burst;
    this.refillMillis = refillMillis;
  }

  /** Whether one more is allowed now; if so, it is counted. */
  public boolean take(String name, long now) {
    forgetFull(now);
    Bucket bucket = buckets.getOrDefault(name, new Bucket(burst, now));
    double refilled = bucket.tokens() + (double) (now - bucket.at()) / refillMillis;
    double tokens = Math.min(burst, refilled);
    boolean allowed = tokens >= 1;
    buckets.put(name, new Bucket(allowed ? tokens - 1 : tokens, now));
    return allowed;
  }

  /** A bucket that is full again is like none. */
  private void forgetFull(long now) {
    Iterator<Bucket> idleLongest = buckets.values().iterator();
    while (idleLongest.hasNext() && now - idleLongest.next().at() >= burst * refillMillis) {
      idleLongest.remove();
    }
  }
}
