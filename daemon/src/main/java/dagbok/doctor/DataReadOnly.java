package dagbok.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A data folder that can't be written, found by writing a file there. */
public final class DataReadOnly implements Check {
  static final String CODE = "data-read-only";

  private final Path folder;

  /** For a folder that is there; one that is not can be made or not, which is seen at the start. */
  public DataReadOnly(Path folder) {
    this.folder = folder;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The data folder can be written";
  }

  @Override
  public Set<String> causes() {
    return Set.of(DiskShort.FULL);
  }

  @Override
  public List<Finding> look() {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try {
      Files.delete(Files.createTempFile(folder, ".doctor", ""));
      return List.of();
    } catch (IOException e) {
      return List.of(
          Finding.broken(
              "The data folder " + folder + " can't be written: " + reason(e),
              "see that the folder is yours and its disk is mounted for writing"));
    }
  }

  private static String reason(IOException e) {
    return e instanceof java.nio.file.FileSystemException file && file.getReason() != null
        ? file.getReason()
        : e.getClass().getSimpleName();
  }
}
