package dagbok.cli;

import dagbok.cli.json.JsonObject;
import java.util.List;

/** What some commands do by themselves, without asking a daemon. */
public record Local(DaemonRunner runner, HomeExaminer examiner, HomeReindexer reindexer) {
  /** For where none of these commands is run. */
  static final Local NOTHING =
      new Local(
          config -> {},
          (home, settings) -> List.of(),
          (home, listener) -> JsonObject.builder().build());
}
