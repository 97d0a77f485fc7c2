package dagbok.cli.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private long now = Long.MAX_VALUE - 5;

  @Test
  void saysNothingWithinASecond() {
    try (Progress progress = progress(10, true, false)) {
      after(999, () -> progress.moved(5));
      progress.waited();
    }
    assertThat(printed()).isEmpty();
  }

  @Test
  void linesNowAndThenWithoutTerminal() {
    try (Progress progress = progress(40_000_000, true, false)) {
      after(1_000, () -> progress.moved(10_000_000));
      after(9_000, () -> progress.moved(10_000_000));
      after(1_000, () -> progress.moved(10_000_000));
      after(10_000, progress::waited);
      after(0, () -> progress.moved(10_000_000));
      after(10_000, progress::waited);
    }
    assertThat(printed().lines())
        .containsExactly(
            "Sending: 10 MB of 40 MB",
            "Sending: 30 MB of 40 MB",
            "Sending: 30 MB of 40 MB, waiting for the daemon (21 s)",
            "Sending: waiting for the daemon (31 s)");
  }

  @Test
  void unknownTotal() {
    try (Progress progress = progress(Progress.UNKNOWN, true, false)) {
      after(1_000, () -> progress.moved(1_500_000));
    }
    assertThat(printed()).isEqualTo("Sending: 1.5 MB\n");
  }

  @Test
  void silentForScripts() {
    try (Progress progress = progress(10, false, true)) {
      after(5_000, () -> progress.moved(5));
      progress.waited();
    }
    assertThat(printed()).isEmpty();
  }

  @Test
  void barOnATerminal() {
    try (Progress progress = progress(2_000_000, true, true)) {
      after(2_000, () -> progress.moved(500_000));
      after(1_000, () -> progress.moved(1_500_000));
      progress.waited();
    }
    assertThat(printed()).contains("Sending").contains("100%").contains("\r");
  }

  private Progress progress(long total, boolean visible, boolean atTerminal) {
    Terminal terminal =
        new Terminal(
            InputStream.nullInputStream(),
            Outlet.to(new ByteArrayOutputStream()),
            Outlet.to(err),
            false,
            false,
            atTerminal,
            80,
            false);
    return new Progress(terminal, "Sending", total, Progress.Unit.BYTES, visible, () -> now);
  }

  private void after(long millis, Runnable task) {
    now += Duration.ofMillis(millis).toNanos();
    task.run();
  }

  private String printed() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
