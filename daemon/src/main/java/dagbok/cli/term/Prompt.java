package dagbok.cli.term;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks questions and reads the answers, a line each. For one thread. */
public final class Prompt {
  /** The most bytes of an answer; what is longer is cut. */
  static final int MAX_ANSWER_BYTES = 1_024;

  private final Terminal terminal;

  /** At this terminal. */
  public Prompt(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The answer, stripped; none if there is no more input. */
  public Optional<String> ask(String question) {
    terminal.out().print(Text.safe(question) + " ");
    terminal.out().flush();
    try {
      Optional<String> answer = line(terminal.in());
      if (!terminal.inIsTerminal() || answer.isEmpty()) {
        terminal.line("");
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, where the screen can, without showing what is typed. */
  public Optional<String> askSecret(String question) {
    Console console = terminal.in() == System.in ? System.console() : null;
    if (console == null) {
      return ask(question);
    }
    char[] answer = console.readPassword("%s ", Text.safe(question));
    return Optional.ofNullable(answer).map(String::valueOf).map(String::strip);
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = in.read();
    if (b < 0) {
      return Optional.empty();
    }
    while (b >= 0 && b != '\n') {
      if (line.size() < MAX_ANSWER_BYTES) {
        line.write(b);
      }
      b = in.read();
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8).strip());
  }
}
