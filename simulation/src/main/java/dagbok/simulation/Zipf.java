package dagbok.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Picks the n-th of so many with a likelihood of 1/n. */
final class Zipf {
  private final double[] sums;

  Zipf(int count) {
    sums = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
  }

  int pick(SplittableRandom random) {
    double point = random.nextDouble(sums[sums.length - 1]);
    int found = Arrays.binarySearch(sums, point);
    return Math.min(sums.length - 1, found >= 0 ? found : -found - 1);
  }
}
