package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What some commands do by themselves, without asking a daemon. */
public record Local(
    DaemonRunner runner,
    HomeExaminer examiner,
    HomeReindexer reindexer,
    Supplier<HomeBackups> backups) {
  private static final HomeBackups NO_BACKUPS =
      new HomeBackups() {
        @Override
        public JsonObject verify(Path file, String passphrase) {
          return JsonObject.EMPTY;
        }

        @Override
        public JsonObject restore(Home home, Path file, String passphrase) {
          return JsonObject.EMPTY;
        }
      };

  /** For where none of these commands is run. */
  static final Local NOTHING =
      new Local(
          config -> {},
          (home, settings) -> List.of(),
          (home, listener) -> JsonObject.builder().build(),
          () -> NO_BACKUPS);
}
