package dagbok.cli.term;

import dagbok.cli.http.Transfer;
import java.time.Duration;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Tells on standard error how far something is, once it takes longer than a second: a bar on a
 * terminal, else a line now and then. For one thread; closing it ends the bar.
 */
public final class Progress implements Transfer, AutoCloseable {
  /** The total of what ends when it ends. */
  public static final long UNKNOWN = -1;

  /** What is counted. */
  public enum Unit {
    BYTES(" MB", 1_000_000),
    PERCENT("%", 1);

    private final String sign;
    private final long size;

    Unit(String sign, long size) {
      this.sign = sign;
      this.size = size;
    }
  }

  private static final Duration QUIET = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
  private static final int REFRESH_MILLIS = 200;

  private final Terminal terminal;
  private final String label;
  private final long total;
  private final Unit unit;
  private final boolean visible;
  private final LongSupplier nanos;
  private final long start;
  private long next;
  private long done;
  private @Nullable ProgressBar bar;

  /**
   * Begins now.
   *
   * @param label what happens, such as {@code Sending}
   * @param total how much there will be in {@code unit}, or {@link #UNKNOWN}
   * @param visible whether anything is told at all
   * @param nanos the clock, as {@link System#nanoTime}
   */
  public Progress(
      Terminal terminal, String label, long total, Unit unit, boolean visible, LongSupplier nanos) {
    this.terminal = terminal;
    this.label = label;
    this.total = total;
    this.unit = unit;
    this.visible = visible;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
    this.next = start + QUIET.toNanos();
  }

  @Override
  public void moved(long bytes) {
    to(done + bytes);
  }

  /** Says how far it is in all. */
  public void to(long reached) {
    done = reached;
    if (bar != null) {
      bar.stepTo(done);
    } else if (isDue()) {
      show(amount());
    }
  }

  @Override
  public void waited() {
    if (bar != null) {
      bar.setExtraMessage("waiting");
    } else if (isDue()) {
      if (done == 0 || done == total) {
        line(waiting());
      } else {
        show(amount() + ", " + waiting());
      }
    }
  }

  private boolean isDue() {
    return visible && nanos.getAsLong() - next >= 0;
  }

  private void show(String state) {
    if (terminal.errIsTerminal()) {
      bar = newBar();
      bar.stepTo(done);
    } else {
      line(state);
    }
  }

  private void line(String state) {
    terminal.note(label + ": " + state);
    next = nanos.getAsLong() + BETWEEN_LINES.toNanos();
  }

  private String amount() {
    if (unit == Unit.PERCENT) {
      return done + unit.sign;
    }
    return total < 0 ? Text.size(done) : Text.size(done) + " of " + Text.size(total);
  }

  private String waiting() {
    long seconds = Duration.ofNanos(nanos.getAsLong() - start).toSeconds();
    return "waiting for the daemon (" + seconds + " s)";
  }

  private ProgressBar newBar() {
    return new ProgressBarBuilder()
        .setTaskName(label)
        .setInitialMax(total)
        .setUnit(unit.sign, unit.size)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setMaxRenderedLength(terminal.width())
        .setConsumer(new BarLine(terminal))
        .build();
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
