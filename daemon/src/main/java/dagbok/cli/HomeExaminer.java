package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.config.ConfigSources;
import dagbok.config.Home;
import java.util.List;

/** What {@code dagbok doctor} does where no daemon runs. */
@FunctionalInterface
public interface HomeExaminer {
  /**
   * Looks at a home whose daemon does not answer, changes nothing, and ends in bounded time.
   *
   * @return a report for each check, as the daemon gives them
   */
  List<JsonObject> examine(Home home, ConfigSources settings);
}
