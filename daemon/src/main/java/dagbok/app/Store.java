package dagbok.app;

import dagbok.store.StoreException;
import dagbok.web.port.Refusal;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Supplier;

/** What trouble with this machine's own data means for somebody who asked for something. */
final class Store {
  private Store() {}

  /**
   * Does what was asked for.
   *
   * @throws Refusal in place of what the store or the folder of keys throws
   */
  static <T> T asked(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      throw refusal(e);
    } catch (UncheckedIOException e) {
      throw new Refusal(
          Refusal.Reason.NO_SPACE,
          String.valueOf(e.getMessage()),
          "See that there is room on the disk and that you may write to the data folder",
          Optional.empty(),
          e);
    }
  }

  /** The same for what gives nothing. */
  static void asked(Runnable work) {
    Runnable unused =
        asked(
            () -> {
              work.run();
              return work;
            });
  }

  static Refusal refusal(StoreException e) {
    return switch (e.reason()) {
      case NO_SPACE ->
          refusal(
              Refusal.Reason.NO_SPACE,
              "the disk is full, so nothing was changed",
              "Make room on the disk of the data folder and try again",
              e);
      case READ_ONLY ->
          refusal(
              Refusal.Reason.NO_SPACE,
              "the database can't be written, so nothing was changed",
              "See that you may write to the data folder, and try again",
              e);
      case BUSY ->
          refusal(
              Refusal.Reason.CONFLICT,
              "the database is busy, so nothing was changed",
              "Try again; if another program has the database open, close it",
              e);
      case NEWER ->
          refusal(Refusal.Reason.INTERNAL, String.valueOf(e.getMessage()), e.reason().cure(), e);
      case UNREADABLE ->
          refusal(
              Refusal.Reason.INTERNAL,
              "the database can't be read: " + e.getMessage(),
              "Stop the daemon and put the file aside; posts in IPFS can be brought back from there",
              e);
      case FAILED ->
          refusal(
              Refusal.Reason.INTERNAL,
              String.valueOf(e.getMessage()),
              "Try again; if that does not help, report it with the log",
              e);
    };
  }

  private static Refusal refusal(
      Refusal.Reason reason, String error, String hint, StoreException cause) {
    return new Refusal(reason, error, hint, Optional.empty(), cause);
  }
}
