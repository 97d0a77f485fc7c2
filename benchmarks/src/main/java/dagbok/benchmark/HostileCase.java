package dagbok.benchmark;

import dagbok.dag.History;

/** A profile that means ill. For one use. */
interface HostileCase {
  /** Makes about so many bytes. */
  void write(Hostile author, long size);

  /** Makes what one announcement more brings. */
  void more(Hostile author);

  /** Does what a replica does after settling. */
  default void settled(History history, History.Change change) {}
}
