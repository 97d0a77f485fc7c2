package dagbok.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A disk that will be full before long. */
public final class DiskLow implements Check {
  /** With less than this, somebody should know. */
  public static final long LOW_BYTES = 512L * 1024 * 1024;

  static final String FIX = "make room on that disk, or move the data folder to a larger one";

  private static final long MEGABYTE = 1_000_000;

  private final Path folder;
  private final DiskSpace space;
  private final Optional<Remedy> remedy;

  /** {@code remedy}: what may give space back. */
  public DiskLow(Path folder, DiskSpace space, Optional<Remedy> remedy) {
    this.folder = folder;
    this.space = space;
    this.remedy = remedy;
  }

  @Override
  public String code() {
    return "disk-low";
  }

  @Override
  public String title() {
    return "The disk of the data folder has room for long";
  }

  @Override
  public Set<String> causes() {
    return Set.of(DiskFull.CODE);
  }

  @Override
  public List<Finding> look() {
    long bytes = space.usableBytes();
    return bytes >= LOW_BYTES
        ? List.of()
        : List.of(
            new Finding(
                Finding.Severity.WARNING,
                "The disk of " + folder + " is nearly full: " + megabytes(bytes) + " are left",
                FIX,
                remedy));
  }

  static String megabytes(long bytes) {
    return bytes / MEGABYTE + " MB";
  }
}
