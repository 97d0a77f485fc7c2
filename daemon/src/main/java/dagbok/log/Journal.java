package dagbok.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Whether a stream goes to systemd's journal.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html">
 *     JOURNAL_STREAM</a>
 */
final class Journal {
  private Journal() {}

  /**
   * Whether a file descriptor is the stream that {@code JOURNAL_STREAM} names; a child that was
   * given other streams has the variable too.
   *
   * @param named the variable's value, {@code device:inode}
   */
  static boolean is(String named, Path descriptor) {
    try {
      return named.equals(
          Files.getAttribute(descriptor, "unix:dev")
              + ":"
              + Files.getAttribute(descriptor, "unix:ino"));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }
}
