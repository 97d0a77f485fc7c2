package dagbok.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class PaceTest {
  @Test
  void whatIsWorthItsBytesNeedsNoRest() {
    assertThat(Pace.rest(Pace.FREE, 0)).isZero();
    assertThat(Pace.rest(Duration.ofSeconds(10), 1 << 20)).isZero();
  }

  @Test
  void aRunThatCostsMoreIsFollowedByFourTimesTheRestOfIt() {
    Duration over = Duration.ofMillis(300);
    Duration fair = Pace.FREE.plusNanos(Pace.NANOS_PER_BYTE * 1_000);
    assertThat(Pace.rest(fair, 1_000)).isZero();
    assertThat(Pace.rest(fair.plus(over), 1_000)).isEqualTo(over.multipliedBy(4));
  }

  @Test
  void bytesThatWentCountAsNone() {
    assertThat(Pace.rest(Pace.FREE.plusSeconds(1), -1_000)).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void noRestIsLongerThanTenMinutes() {
    assertThat(Pace.rest(Duration.ofHours(1), 0)).isEqualTo(Pace.LONGEST_REST);
  }
}
