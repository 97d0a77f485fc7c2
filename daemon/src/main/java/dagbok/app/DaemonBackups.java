package dagbok.app;

import dagbok.archive.CarExport;
import dagbok.backup.BackupMaker;
import dagbok.web.port.Backups;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Backups of this daemon. */
final class DaemonBackups implements Backups {
  /** What is shorter is guessed too soon. */
  static final int MIN_PASSPHRASE_CHARS = 8;

  private final BackupMaker maker;
  private final BackupMaker.Cars cars;
  private final EventHub events;

  DaemonBackups(BackupMaker maker, CarExport export, EventHub events) {
    this.maker = maker;
    this.cars = (replica, out) -> export.write(replica, ExportScope.PACKS, out);
    this.events = events;
  }

  @Override
  public void create(Request request, OutputStream out) {
    if (request.passphrase().length() < MIN_PASSPHRASE_CHARS) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the passphrase has fewer than " + MIN_PASSPHRASE_CHARS + " characters",
          "Choose a longer one, best some words that nobody would guess");
    }
    try {
      if (request.move()) {
        maker.move(request.passphrase(), cars, out);
      } else {
        maker.make(
            request.passphrase(), request.cars() ? Optional.of(cars) : Optional.empty(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      events.statusChanged();
    }
  }
}
