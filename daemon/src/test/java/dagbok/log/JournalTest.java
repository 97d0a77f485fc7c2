package dagbok.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
  @TempDir Path folder;

  @Test
  void streamIsTheJournalsIfItIsTheOneThatWasNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("stream"), "");
    String named =
        Files.getAttribute(file, "unix:dev") + ":" + Files.getAttribute(file, "unix:ino");

    assertThat(Journal.is(named, file)).isTrue();
    assertThat(Journal.is(named, folder)).isFalse();
    assertThat(Journal.is("", file)).isFalse();
    assertThat(Journal.is(named, folder.resolve("none"))).isFalse();
  }

  @Test
  void everyLineBeginsWithItsLevel() {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("dagbok.app.Runner");
    PatternLayout pattern = new PatternLayout();
    pattern.setContext(context);
    pattern.setPattern("%logger{0}: %msg%n%ex{2}");
    pattern.start();
    JournalLayout layout = new JournalLayout(pattern);

    assertThat(layout.doLayout(event(logger, Level.INFO, null)))
        .isEqualTo("<6>Runner: two\n<6>lines\n");
    assertThat(layout.doLayout(event(logger, Level.WARN, null))).startsWith("<4>Runner: ");
    assertThat(layout.doLayout(event(logger, Level.DEBUG, null))).startsWith("<7>Runner: ");
    assertThat(layout.doLayout(event(logger, Level.ERROR, new IllegalStateException("x"))).lines())
        .allMatch(line -> line.startsWith("<3>"))
        .hasSizeGreaterThan(2);
  }

  private static LoggingEvent event(
      Logger logger, Level level, @org.jspecify.annotations.Nullable Throwable cause) {
    return new LoggingEvent("x", logger, level, "two\nlines", cause, null);
  }
}
