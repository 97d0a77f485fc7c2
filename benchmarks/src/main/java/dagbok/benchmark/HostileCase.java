package dagbok.benchmark;

import dagbok.benchmark.Hostile.Made;
import dagbok.dag.History;

/** A profile that means ill. For one use. */
abstract class HostileCase {
  /** Who writes it. */
  final Hostile author;

  /** The entry to go on from. */
  Made own;

  HostileCase(Hostile author) {
    this.author = author;
    this.own = author.root;
  }

  /** Makes about so many bytes; of one device if nothing else is said. */
  void write(long size) {
    own = author.grant(author.root);
    fill(size);
  }

  /** Makes what one announcement more brings. */
  abstract void more();

  /** Goes on until there are so many bytes. */
  final void fill(long size) {
    while (author.bytes() < size) {
      more();
    }
  }

  /** Does what a replica does after settling. */
  void settled(History history, History.Change change) {}
}
