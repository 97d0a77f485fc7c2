package dagbok.work;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Token buckets by name, for as many names as fit; the one that was idle longest is forgotten, and
 * each that is full again. Not thread-safe.
 */
public final class RateLimit {
  static final int MAX_NAMES = 4_096;

  private final int burst;
  private final long refillMillis;

  /** When each bucket is full again; one that was asked for last comes last. */
  private final Map<String, Long> fullAt =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > MAX_NAMES;
        }
      };

  /** When all are. */
  private long allFullAt = Long.MIN_VALUE;

  /** {@code burst} at once, and one more each {@code refillMillis}. */
  public RateLimit(int burst, long refillMillis) {
    this.burst = burst;
    this.refillMillis = refillMillis;
  }

  /** Whether one more is allowed now; if so, it is counted. */
  public boolean take(String name, long now) {
    forgetFull(now);
    long full = Math.max(now, fullAt.getOrDefault(name, now)) + refillMillis;
    boolean allowed = full - now <= burst * refillMillis;
    if (allowed) {
      fullAt.put(name, full);
      allFullAt = Math.max(allFullAt, full);
    }
    return allowed;
  }

  /** A bucket that is full again is like none. */
  private void forgetFull(long now) {
    if (allFullAt <= now) {
      fullAt.clear();
      return;
    }
    Iterator<Long> idleLongest = fullAt.values().iterator();
    while (idleLongest.hasNext() && idleLongest.next() <= now) {
      idleLongest.remove();
    }
  }
}
