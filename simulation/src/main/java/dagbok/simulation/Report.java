package dagbok.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What came of a simulation.
 *
 * @param wrong what should not be; empty if every peer has what it should, and nothing else
 * @param convergedMillis from the last change, or the end of what keeps peers apart, until all were
 *     in step
 * @param medianDelayMillis from a change, or the start of who was not there, until half of those
 *     who follow have it
 * @param lateDelayMillis the same for 99 % of them
 * @param messages published
 * @param deliveries of them
 * @param events all that happened
 * @param medianBytes in and out of a peer until all were in step
 * @param mostBytes the same that 99 % do not exceed
 * @param quietBytes in and out of a peer in an hour in which nothing happens, the median; 0 if not
 *     asked for
 * @param quietMostBytes the same that 99 % do not exceed
 */
public record Report(
    Plan plan,
    List<String> wrong,
    long convergedMillis,
    long medianDelayMillis,
    long lateDelayMillis,
    long messages,
    long deliveries,
    long events,
    long medianBytes,
    long mostBytes,
    long quietBytes,
    long quietMostBytes) {
  /** Copies the list. */
  public Report {
    wrong = List.copyOf(wrong);
  }

  static long quantile(long[] values, double share) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))];
  }

  /** All of it in one line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d peers, %d profiles, seed %d, %s: %s, converged in %.1f s; delays %.1f s, 99 %% %.1f s;"
            + " %d messages, %d deliveries, %d events; bytes a peer %d, 99 %% %d;"
            + " in a quiet hour %d, 99 %% %d",
        plan.peers(),
        plan.profiles(),
        plan.seed(),
        plan.faults(),
        wrong.isEmpty() ? "right" : wrong,
        convergedMillis / 1e3,
        medianDelayMillis / 1e3,
        lateDelayMillis / 1e3,
        messages,
        deliveries,
        events,
        medianBytes,
        mostBytes,
        quietBytes,
        quietMostBytes);
  }
}
