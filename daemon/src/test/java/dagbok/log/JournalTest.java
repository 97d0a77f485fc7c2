package dagbok.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
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

  @Test
  void wordsOfStrangersSteerNoTerminal() {
    LoggerContext context = new LoggerContext();
    Logger logger = context.getLogger("dagbok.sync.HeadRun");
    LogEncoder encoder = new LogEncoder();
    encoder.setContext(context);
    encoder.start();
    String words = "\u001b[2J\u009b1m\r\u202eä\t雪\u2028";
    LoggingEvent event =
        new LoggingEvent("x", logger, Level.WARN, words, new IllegalStateException(words), null);

    String line = new String(encoder.encode(event), StandardCharsets.UTF_8);

    assertThat(line)
        .contains("\ufffd[2J\ufffd1m\ufffd\ufffdä\t雪\ufffd")
        .doesNotContain("\u001b", "\u009b", "\r", "\u202e", "\u2028");
    assertThat(line.lines().count()).isGreaterThan(2);
  }

  private static LoggingEvent event(
      Logger logger, Level level, @org.jspecify.annotations.Nullable Throwable cause) {
    return new LoggingEvent("x", logger, level, "two\nlines", cause, null);
  }
}
