package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import java.nio.file.Path;

/** Reads backups, for which no daemon is needed. */
public interface HomeBackups {
  /**
   * Checks every piece of a backup.
   *
   * @throws Failure if it is not right
   */
  JsonObject verify(Path file, String passphrase);

  /**
   * Puts a backup into an empty home in which no daemon runs.
   *
   * @throws Failure if that is not possible; the home is as it was
   */
  JsonObject restore(Home home, Path file, String passphrase);
}
