package dagbok.simulation;

import java.util.SplittableRandom;

/**
 * A peer's clock, which may be wrong.
 *
 * @param offset what it shows at the beginning, in milliseconds
 * @param rate how fast it goes
 */
record Clock(long offset, double rate) {
  private static final long START = 1_700_000_000_000L;
  private static final long MOST_OFF_MILLIS = 7 * 24 * 3_600_000L;
  private static final double MOST_RATE_OFF = 0.05;

  static Clock right() {
    return new Clock(START, 1);
  }

  static Clock wrong(SplittableRandom random) {
    return new Clock(
        START + random.nextLong(-MOST_OFF_MILLIS, MOST_OFF_MILLIS),
        random.nextDouble(1 - MOST_RATE_OFF, 1 + MOST_RATE_OFF));
  }

  /** What it shows at a time. */
  long shows(long time) {
    return offset + (long) (time * rate);
  }

  /** The first time at which it shows this. */
  long when(long shown) {
    return (long) Math.ceil((shown - offset) / rate);
  }
}
