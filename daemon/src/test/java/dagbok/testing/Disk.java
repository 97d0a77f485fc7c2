package dagbok.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What stands in files, whoever wrote it there. */
public final class Disk {
  private Disk() {}

  /** Whether any file below a folder has a text in it. */
  public static boolean has(Path folder, String text) {
    return has(folder, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Whether any file below a folder has these bytes in it. */
  public static boolean has(Path folder, byte[] bytes) {
    String sought = new String(bytes, StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).anyMatch(file -> read(file).contains(sought));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
