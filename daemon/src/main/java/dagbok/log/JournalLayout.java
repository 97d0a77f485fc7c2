package dagbok.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;

/** Puts the level in front of every line, as the journal reads it. */
final class JournalLayout extends LayoutBase<ILoggingEvent> {
  private static final int ERROR = 3;
  private static final int WARNING = 4;
  private static final int INFORMATION = 6;
  private static final int DEBUG = 7;

  private final Layout<ILoggingEvent> lines;

  JournalLayout(Layout<ILoggingEvent> lines) {
    this.lines = lines;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    String prefix = "<" + priority(event.getLevel()) + ">";
    StringBuilder text = new StringBuilder();
    lines.doLayout(event).lines().forEach(line -> text.append(prefix).append(line).append('\n'));
    return text.toString();
  }

  private static int priority(Level level) {
    return switch (level.toInt()) {
      case Level.ERROR_INT -> ERROR;
      case Level.WARN_INT -> WARNING;
      case Level.INFO_INT -> INFORMATION;
      default -> DEBUG;
    };
  }
}
