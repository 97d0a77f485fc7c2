package dagbok.doctor;

import dagbok.disk.DiskSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A disk with less room than it should have. */
public final class DiskShort implements Check {
  /** With less than this, writing is about to fail. */
  public static final long FULL_BYTES = 16L * 1024 * 1024;

  /** With less than this, somebody should know. */
  public static final long LOW_BYTES = 512L * 1024 * 1024;

  static final String FULL = "disk-full";

  private static final String FIX =
      "make room on that disk, or move the data folder to a larger one";
  private static final long MEGABYTE = 1_000_000;

  private final String code;
  private final String title;
  private final Finding.Severity severity;
  private final String state;
  private final long enoughBytes;
  private final Place place;

  /** The disk of a folder, and what may give space back on it. */
  public record Place(Path folder, DiskSpace space, Optional<Remedy> remedy) {}

  private DiskShort(
      String code,
      String title,
      Finding.Severity severity,
      String state,
      long enoughBytes,
      Place place) {
    this.code = code;
    this.title = title;
    this.severity = severity;
    this.state = state;
    this.enoughBytes = enoughBytes;
    this.place = place;
  }

  /** Too little space for a post with pictures. */
  public static Check full(Place place) {
    return new DiskShort(
        FULL,
        "The disk of the data folder has room",
        Finding.Severity.BROKEN,
        "full",
        FULL_BYTES,
        place);
  }

  /** A disk that will be full before long. */
  public static Check low(Place place) {
    return new DiskShort(
        "disk-low",
        "The disk of the data folder has room for long",
        Finding.Severity.WARNING,
        "nearly full",
        LOW_BYTES,
        place);
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Set<String> causes() {
    return code.equals(FULL) ? Set.of() : Set.of(FULL);
  }

  @Override
  public List<Finding> look() {
    long bytes = place.space().usableBytes();
    String text =
        "The disk of %s is %s: %d MB are left".formatted(place.folder(), state, bytes / MEGABYTE);
    return bytes >= enoughBytes
        ? List.of()
        : List.of(new Finding(severity, text, FIX, place.remedy()));
  }
}
