package dagbok.media;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.tika.Tika;

/** What a file is, as a MIME type, by its first bytes and its name. Thread-safe. */
public final class FileType {
  /** What a type may look like (RFC 6838), parameters left out. */
  private static final Pattern MIME =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,126}/[a-z0-9][a-z0-9!#$&^_.+-]{0,126}");

  /** Names that Tika has for itself, and what the rest of the world says. */
  private static final Map<String, String> COMMON_NAMES =
      Map.of(
          "text/x-web-markdown", "text/markdown",
          "text/x-markdown", "text/markdown",
          "application/mp4", "video/mp4",
          "audio/vnd.wave", "audio/wav",
          "audio/x-wav", "audio/wav",
          "audio/x-flac", "audio/flac");

  private final Tika tika = new Tika();

  /** The type of a file that its person calls {@code name}. */
  public String of(Path file, String name) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      String found = tika.detect(in, name);
      return COMMON_NAMES.getOrDefault(found, found);
    }
  }

  /** A type that somebody wrote, in lower case and without parameters; empty if it is none. */
  public static Optional<String> parse(String text) {
    String bare = text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return MIME.matcher(bare).matches() ? Optional.of(bare) : Optional.empty();
  }
}
