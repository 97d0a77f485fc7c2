package dagbok.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RateLimitTest {
  private static final int BURST = 3;
  private static final long REFILL_MILLIS = 50;
  private static final long NOW = 7_000;

  private final RateLimit limit = new RateLimit(BURST, REFILL_MILLIS);

  private long taken(String name, long now) {
    return IntStream.range(0, 2 * BURST).filter(i -> limit.take(name, now)).count();
  }

  @Test
  void aBurstIsAllowedAtOnceAndOneMoreEachTime() {
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
    assertThat(limit.take("ann", NOW + REFILL_MILLIS - 1)).isFalse();
    assertThat(limit.take("ann", NOW + REFILL_MILLIS)).isTrue();
    assertThat(taken("ann", NOW + 3 * REFILL_MILLIS)).isEqualTo(2);
  }

  @Test
  void whatIsRefusedIsNotCounted() {
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
    assertThat(taken("ann", NOW)).isZero();
    assertThat(taken("ann", NOW + 2 * REFILL_MILLIS)).isEqualTo(2);
  }

  @Test
  void whoWasIdleHasNoMoreThanOneBurst() {
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
    assertThat(taken("ann", NOW + 1_000 * REFILL_MILLIS)).isEqualTo(BURST);
  }

  @Test
  void oneDoesNotTakeFromAnother() {
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
    assertThat(taken("bob", NOW)).isEqualTo(BURST);
  }

  @Test
  void aBucketThatIsNotFullIsRememberedWhenAnotherIsForgotten() {
    assertThat(limit.take("ann", NOW)).isTrue();
    assertThat(taken("bob", NOW)).isEqualTo(BURST);
    assertThat(limit.take("carl", NOW + REFILL_MILLIS)).isTrue(); // ann's is full
    assertThat(taken("bob", NOW + REFILL_MILLIS)).isEqualTo(1);
  }

  @Test
  void whoHasMostNamesPushesOutThoseThatWereIdleLongest() {
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
    IntStream.range(0, RateLimit.MAX_NAMES).forEach(i -> limit.take("name " + i, NOW));
    assertThat(taken("name " + (RateLimit.MAX_NAMES - 1), NOW)).isEqualTo(BURST - 1);
    assertThat(taken("ann", NOW)).isEqualTo(BURST);
  }
}
