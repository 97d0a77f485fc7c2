package dagbok.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that goes on only when it is told to. */
public final class StepClock extends Clock {
  private Instant now;

  /** Stands at the time of {@link TestDaemon#CLOCK}. */
  public StepClock() {
    this.now = TestDaemon.CLOCK.instant();
  }

  /** Goes on, or back. */
  public void step(Duration by) {
    now = now.plus(by);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException();
  }
}
