package dagbok.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Too little space for a post with pictures. */
public final class DiskFull implements Check {
  /** With less than this, writing is about to fail. */
  public static final long FULL_BYTES = 16L * 1024 * 1024;

  static final String CODE = "disk-full";

  private final Path folder;
  private final DiskSpace space;
  private final Optional<Remedy> remedy;

  /** {@code remedy}: what may give space back. */
  public DiskFull(Path folder, DiskSpace space, Optional<Remedy> remedy) {
    this.folder = folder;
    this.space = space;
    this.remedy = remedy;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  public String title() {
    return "The disk of the data folder has room";
  }

  @Override
  public List<Finding> look() {
    long bytes = space.usableBytes();
    return bytes >= FULL_BYTES
        ? List.of()
        : List.of(
            new Finding(
                Finding.Severity.BROKEN,
                "The disk of " + folder + " is full: " + DiskLow.megabytes(bytes) + " are left",
                DiskLow.FIX,
                remedy));
  }
}
