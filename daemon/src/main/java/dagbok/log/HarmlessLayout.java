package dagbok.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.LayoutBase;
import java.util.regex.Pattern;

/** Replaces what could steer a terminal or reorder a line: strangers choose some of the words. */
final class HarmlessLayout extends LayoutBase<ILoggingEvent> {
  private static final Pattern STEERING =
      Pattern.compile("[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069&&[^\\n\\t]]");
  private static final String INSTEAD = "\ufffd";

  private final Layout<ILoggingEvent> lines;

  HarmlessLayout(Layout<ILoggingEvent> lines) {
    this.lines = lines;
  }

  @Override
  public String doLayout(ILoggingEvent event) {
    return STEERING.matcher(lines.doLayout(event)).replaceAll(INSTEAD);
  }
}
