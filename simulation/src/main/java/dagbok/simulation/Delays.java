package dagbok.simulation;

import java.util.Arrays;

/** Many durations in milliseconds. */
final class Delays {
  private int[] millis = new int[1_024];
  private int count;

  void add(long duration) {
    if (count == millis.length) {
      millis = Arrays.copyOf(millis, count * 2);
    }
    millis[count++] = (int) duration;
  }

  /** The duration that this share of them does not exceed. */
  long quantile(double share) {
    int[] sorted = Arrays.copyOf(millis, count);
    Arrays.sort(sorted);
    return count == 0 ? 0 : sorted[(int) Math.min(count - 1L, (long) (share * count))];
  }
}
