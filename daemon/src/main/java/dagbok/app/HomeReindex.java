package dagbok.app;

import dagbok.cid.Cid;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.cli.HomeReindexer;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import dagbok.crypto.Verifier;
import dagbok.disk.DiskSpace;
import dagbok.profile.LimitException;
import dagbok.profile.Reindexing;
import dagbok.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the database of a home anew, while no daemon runs in it. */
final class HomeReindex {
  private static final Logger log = LoggerFactory.getLogger(HomeReindex.class);

  private final Home home;
  private final DiskSpace disk;

  HomeReindex(Home home) {
    this(home, DiskSpace.of(home.data()));
  }

  /** The same with the room on the disk. */
  HomeReindex(Home home, DiskSpace disk) {
    this.home = home;
    this.disk = disk;
  }

  JsonObject run(HomeReindexer.Listener listener) {
    Path file = home.database();
    if (!Files.isRegularFile(file)) {
      throw new Failure(
          ExitCode.FAILED,
          "there is no database in " + home.data(),
          "choose the home with --home; a new one has nothing to reindex");
    }
    try (HomeLock lock = HomeLock.take(home, "stop the daemon first, then reindex")) {
      log.debug("{} is locked", lock);
      requireRoom(file);
      Reindexing.Result result =
          new Reindexing(file, Clock.systemUTC(), Verifier.ed25519()).run(listener::reached);
      return JsonObject.builder()
          .put("profiles", result.profiles())
          .put("entries", result.entries())
          .put("lost", result.lost())
          .putTexts("firstLost", result.firstLost().stream().map(Cid::toString).toList())
          .put("old", result.old().map(Path::toString))
          .build();
    } catch (Reindexing.OwnDamagedException e) {
      throw new Failure(
          ExitCode.FAILED,
          String.valueOf(e.getMessage()),
          "the old database stays; keep a copy of it, and take the profile in again from a CAR file"
              + " or another device: 'dagbok profile import FILE'");
    } catch (StoreException e) {
      throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reason().cure());
    } catch (LimitException e) {
      throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.cure());
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "the database can't be reindexed: " + e.getMessage(),
          "run 'dagbok doctor' to see what is wrong");
    }
  }

  /** The new file takes about as much as the old one, which stays until the end. */
  private void requireRoom(Path file) throws IOException {
    long more = Files.size(file) - size(Reindexing.unfinished(file));
    if (disk.usableBytes() < more) {
      throw new Failure(
          ExitCode.FAILED,
          "the disk has no room for a second database of " + Files.size(file) + " bytes",
          "make room on the disk of " + home.data());
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}
