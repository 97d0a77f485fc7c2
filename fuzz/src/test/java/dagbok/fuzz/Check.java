package dagbok.fuzz;

import java.util.Arrays;

/** What fuzz targets say when something is not as it should be. */
public final class Check {
  private Check() {}

  /** Fails unless {@code holds}. */
  public static void that(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }

  /** Fails unless both are equal. */
  public static void same(Object actual, Object expected, String what) {
    if (!actual.equals(expected)) {
      throw new AssertionError(what + ": " + actual + ", expected " + expected);
    }
  }

  /** Fails unless both hold the same bytes. */
  public static void sameBytes(byte[] actual, byte[] expected, String what) {
    if (!Arrays.equals(actual, expected)) {
      throw new AssertionError(what + " has other bytes than it was read from");
    }
  }
}
