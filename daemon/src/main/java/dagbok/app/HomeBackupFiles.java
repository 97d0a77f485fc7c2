package dagbok.app;

import dagbok.backup.BackupException;
import dagbok.backup.BackupFile;
import dagbok.backup.Restoring;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.cli.HomeBackups;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import dagbok.schema.ProfileId;
import dagbok.store.StoreException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads backups into homes where no daemon runs. Names nothing of the daemon before it is asked.
 */
final class HomeBackupFiles implements HomeBackups {
  @Override
  public JsonObject verify(Path file, String passphrase) {
    return reading(file, in -> BackupFile.check(in, passphrase));
  }

  @Override
  public JsonObject restore(Home home, Path file, String passphrase) {
    Logger log = LoggerFactory.getLogger(HomeBackupFiles.class);
    home.createFolders();
    try (HomeLock lock = HomeLock.take(home, "stop the daemon, and choose an empty home")) {
      log.debug("{} is locked", lock);
      Optional<Path> inTheWay = Restoring.inTheWay(home);
      if (inTheWay.isPresent()) {
        throw new Failure(
            ExitCode.FAILED,
            "the home is not empty: there is " + inTheWay.get(),
            "choose an empty one with --home, or move what is there away");
      }
      return reading(file, in -> Restoring.restore(in, passphrase, home));
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Reads a backup. */
  private interface Reading {
    BackupFile.Summary read(InputStream in) throws IOException;
  }

  private static JsonObject reading(Path file, Reading reading) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      return json(reading.read(in));
    } catch (BackupException e) {
      ExitCode code =
          e.reason() == BackupException.Reason.WRONG_PASSPHRASE
              ? ExitCode.PASSPHRASE
              : ExitCode.FAILED;
      throw new Failure(code, String.valueOf(e.getMessage()), e.hint());
    } catch (StoreException e) {
      throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reason().cure());
    } catch (IOException e) {
      throw failed(e);
    } catch (UncheckedIOException e) {
      throw failed(e);
    }
  }

  private static Failure failed(Exception e) {
    return new Failure(
        ExitCode.FAILED,
        "the backup can't be read or put in its place: " + e.getMessage(),
        "see that the file is there, and that the disk has room");
  }

  private static JsonObject json(BackupFile.Summary summary) {
    return JsonObject.builder()
        .put("made", summary.made())
        .put("version", summary.version())
        .put("move", summary.move())
        .putTexts("own", summary.own().stream().map(ProfileId::toString).toList())
        .put("followed", summary.followed())
        .put("keys", summary.keys())
        .put("phrases", summary.phrases())
        .put("outbox", summary.outbox())
        .put("cars", summary.cars())
        .put("carBlocks", summary.carBlocks())
        .put("config", summary.config())
        .build();
  }
}
