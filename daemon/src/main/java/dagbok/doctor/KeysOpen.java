package dagbok.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Key files that others may read. The daemon does not use them until that is mended. */
public final class KeysOpen implements Check {
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int MAX_FILES = 10_000;

  private final Path folder;

  /** For the folder of keys, which need not be there. */
  public KeysOpen(Path folder) {
    this.folder = folder;
  }

  @Override
  public String code() {
    return "keys-open";
  }

  @Override
  public String title() {
    return "The device keys are for their owner alone";
  }

  @Override
  public List<Finding> look() {
    List<Path> open = open();
    if (open.isEmpty()) {
      return List.of();
    }
    String which =
        open.size() == 1 ? "The key file " + open.get(0) : open.size() + " files in " + folder;
    return List.of(
        Finding.broken(
                which + " can be read or changed by others, so nothing can be published",
                "chmod 600 '" + folder.toString().replace("'", "'\\''") + "'/*.key")
            .with(Remedy.CLOSE_KEYS));
  }

  /** Mends it; how many files. */
  public int close() {
    List<Path> open = open();
    try {
      for (Path file : open) {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      return open.size();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> open() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".key"))
          .limit(MAX_FILES)
          .filter(KeysOpen::isOpen)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOpen(Path file) {
    try {
      return !OWNERS.containsAll(Files.getPosixFilePermissions(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
