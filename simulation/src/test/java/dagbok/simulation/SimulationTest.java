package dagbok.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails says its seed and faults, with which it fails again. */
final class SimulationTest {
  private static final int PEERS = 120;

  /** Where each has much to do. */
  private static final int FEW_PEERS = 50;

  private static final long HOUR = Duration.ofHours(1).toMillis();

  static Stream<Arguments> faults() {
    Stream<Faults> each =
        Stream.of(
            Faults.NONE,
            Faults.NONE.withLoss(0.8),
            Faults.NONE.withDuplicates(0.5),
            Faults.NONE.withJitter(30_000),
            Faults.NONE.withPartition(),
            Faults.NONE.withChurn(0.5),
            Faults.NONE.withSkew(),
            Faults.NONE.withHostile(1));
    return each.flatMap(faults -> Stream.of(1L, 2L).map(seed -> Arguments.of(faults, seed)));
  }

  private static Report run(Plan plan) {
    Report report = new Simulation(plan).run();
    assertThat(report.wrong()).as(report.toString()).isEmpty();
    return report;
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyHonestPeerGetsWhatItsAuthorsWroteAndNothingElse(Faults faults, long seed) {
    run(Plan.of(PEERS, faults, seed));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 3})
  void soTheyDoIfAllOfItHappensAtOnce(long seed) {
    run(Plan.of(FEW_PEERS, Faults.ALL, seed));
  }

  @Test
  void oneSeedDecidesEverything() {
    Plan plan = Plan.of(FEW_PEERS, Faults.ALL.withLoss(0.3), 7);
    assertThat(run(plan)).isEqualTo(run(plan));
  }

  @Test
  void withoutFaultsAChangeIsEverywhereAtOnce() {
    assertThat(run(Plan.of(PEERS, Faults.NONE, 4)).convergedMillis()).isLessThan(1_000);
  }

  /** The same few profiles on the same topics: who is there more says little more. */
  @Test
  void aQuietNetworkSaysNoMoreTheMorePeersThereAre() {
    Plan few = new Plan(50, 4, 2, 3, 1, Faults.NONE, HOUR, 5);
    Plan many = new Plan(500, 4, 2, 3, 1, Faults.NONE, HOUR, 5);
    assertThat(run(many).quietBytes()).isLessThan(2 * run(few).quietBytes());
  }
}
