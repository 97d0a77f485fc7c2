package dagbok.cli;

import dagbok.cli.json.JsonObject;
import dagbok.config.Home;

/** What {@code dagbok reindex} does. */
@FunctionalInterface
public interface HomeReindexer {
  /** Hears how far it came. */
  @FunctionalInterface
  interface Listener {
    /** So far of all. */
    void reached(long done, long all);
  }

  /**
   * Makes the database of a home anew.
   *
   * @return what came of it: {@code profiles}, {@code entries}, {@code lost} and {@code firstLost},
   *     some of these, and {@code old}, where the old file is if anything was lost
   * @throws Failure if a daemon runs, there is no room, or the database can't be read
   */
  JsonObject reindex(Home home, Listener listener);
}
