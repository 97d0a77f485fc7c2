package dagbok.disk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much can still be written to the disk of a folder. Thread-safe. */
@FunctionalInterface
public interface DiskSpace {
  /**
   * In bytes.
   *
   * @throws UncheckedIOException if the disk does not tell
   */
  long usableBytes();

  /** That of the disk which {@code folder}, or its nearest parent that is there, is on. */
  static DiskSpace of(Path folder) {
    return () -> {
      try {
        return Files.getFileStore(existing(folder)).getUsableSpace();
      } catch (IOException e) {
        throw new UncheckedIOException("the room on the disk of " + folder + " is not told", e);
      }
    };
  }

  private static Path existing(Path folder) {
    Path place = folder.toAbsolutePath();
    while (!Files.exists(place) && place.getParent() != null) {
      place = place.getParent();
    }
    return place;
  }
}
