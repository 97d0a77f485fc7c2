package dagbok.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What is left on a disk. Thread-safe. */
public final class DiskRoom {
  /** What other people's profiles leave free, so that one can go on writing: 256 MiB. */
  public static final long MIN_FREE_BYTES = 256L << 20;

  private final Path folder;

  /** Of the disk that this folder is on. */
  public DiskRoom(Path folder) {
    this.folder = folder;
  }

  /** Whether there is too little for anything that is not one's own. */
  public boolean isLow() {
    try {
      return Files.getFileStore(folder).getUsableSpace() < MIN_FREE_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException("the room on the disk of " + folder + " is not told", e);
    }
  }
}
