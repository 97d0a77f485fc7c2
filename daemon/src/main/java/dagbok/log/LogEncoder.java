package dagbok.log;

import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Layout;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Lines with time and level for people; for the journal, which notes the time by itself, lines that
 * begin with their level as {@code <4>}.
 */
public final class LogEncoder extends LayoutWrappingEncoder<ILoggingEvent> {
  private static final String FOR_PEOPLE = "%d{HH:mm:ss} %-5level %logger{0}: %msg%n%ex{5}";
  private static final String FOR_JOURNAL = "%logger{0}: %msg%n%ex{5}";
  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

  @Override
  public void start() {
    boolean journal =
        Journal.is(System.getenv().getOrDefault("JOURNAL_STREAM", ""), STANDARD_ERROR);
    setCharset(StandardCharsets.UTF_8);
    setLayout(
        new HarmlessLayout(
            journal ? new JournalLayout(pattern(FOR_JOURNAL)) : pattern(FOR_PEOPLE)));
    super.start();
  }

  private Layout<ILoggingEvent> pattern(String pattern) {
    PatternLayout layout = new PatternLayout();
    layout.setContext(getContext());
    layout.setPattern(pattern);
    layout.start();
    return layout;
  }
}
