package dagbok.cli;

import dagbok.cli.term.Prompt;
import dagbok.cli.term.Terminal;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must never be on a command line: asked for at a terminal, else the first line of standard
 * input, or of a file.
 *
 * @param what it is called, such as {@code passphrase}
 * @param option that names a file
 */
record Secret(Session session, String what, String option) {
  private static final int MAX_BYTES = 1_024;

  /** The secret, asked for twice at a terminal if it is a new one. */
  String read(@Nullable String file, boolean isNew) {
    Optional<String> secret = file != null ? ofFile(file) : typed(isNew);
    return secret
        .filter(text -> !text.isBlank())
        .orElseThrow(
            () ->
                new Failure(
                    ExitCode.PASSPHRASE,
                    "a " + what + " is needed, and none was given",
                    "run it in a terminal, give the "
                        + what
                        + " on standard input, or name a file that holds it with "
                        + option));
  }

  private Optional<String> typed(boolean isNew) {
    Terminal terminal = session.terminal();
    if (!terminal.inIsTerminal()) {
      return firstLine(terminal.in());
    }
    Prompt prompt = new Prompt(terminal);
    String name = what.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + what.substring(1);
    Optional<String> first = prompt.askSecret(name + ":");
    if (isNew && first.isPresent() && !first.equals(prompt.askSecret("The same again:"))) {
      throw new Failure(ExitCode.FAILED, "the two are not the same", "run it again");
    }
    return first;
  }

  private static Optional<String> ofFile(String file) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return firstLine(in);
    } catch (IOException | InvalidPathException e) {
      throw new Failure(
          ExitCode.PASSPHRASE,
          "can't read " + file + " (" + e.getMessage() + ")",
          "give a file that you may read");
    }
  }

  private static Optional<String> firstLine(InputStream in) {
    try {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
      return text.lines().findFirst().map(String::strip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
