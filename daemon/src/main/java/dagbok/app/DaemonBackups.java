package dagbok.app;

import dagbok.archive.CarExport;
import dagbok.backup.BackupException;
import dagbok.backup.BackupFile;
import dagbok.backup.BackupMaker;
import dagbok.web.port.Backups;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Backups of this daemon. */
final class DaemonBackups implements Backups {
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

  /** One at a time, since each takes the memory that its key costs. */
  @Override
  public synchronized Summary verify(Path file, String passphrase) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      BackupFile.Summary found = BackupFile.checkStandard(in, passphrase);
      return new Summary(
          found.made(),
          found.version(),
          found.move(),
          found.own(),
          found.followed(),
          found.keys(),
          found.phrases(),
          found.outbox(),
          found.cars(),
          found.config());
    } catch (BackupException e) {
      boolean wrong = e.reason() == BackupException.Reason.WRONG_PASSPHRASE;
      throw new Refusal(
          wrong ? Refusal.Reason.PASSPHRASE : Refusal.Reason.BAD_DATA,
          String.valueOf(e.getMessage()),
          e.hint(),
          Optional.empty(),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
