package dagbok.app;

import dagbok.store.StoreException;
import dagbok.web.port.Refusal;
import java.util.Optional;
import java.util.function.Supplier;

/** What trouble with the data folder means for somebody who asked for something to be written. */
final class Writes {
  private Writes() {}

  /** Does it; of what is refused nothing was kept. */
  static <T> T attempt(Supplier<T> write) {
    try {
      return write.get();
    } catch (StoreException e) {
      boolean full = e.reason() == StoreException.Reason.NO_SPACE;
      throw new Refusal(
          full ? Refusal.Reason.NO_SPACE : Refusal.Reason.INTERNAL,
          full
              ? "the disk of the data folder is full, so this could not be kept"
              : "this could not be kept: " + e.getMessage(),
          cure(e),
          Optional.empty(),
          e);
    }
  }

  /** What to do about it. */
  static String cure(StoreException e) {
    return switch (e.reason()) {
      case NO_SPACE -> "free some space on the disk of the data folder";
      case READ_ONLY -> "see that you may write to the data folder";
      case UNREADABLE -> "put the file aside; posts in IPFS can be brought back from there";
      case BUSY, FAILED -> "start it again; if that does not help, report it with the log";
    };
  }
}
