package dagbok.simulation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;

/** Who is known to hold something of a profile, as the DHT and announcements tell. */
final class Holders {
  private static final int MAX_TRIES = 8;

  private final List<Integer> nodes = new ArrayList<>();
  private final Set<Integer> known = new HashSet<>();

  void add(int node) {
    if (known.add(node)) {
      nodes.add(node);
    }
  }

  /** One of them that was not asked, most of the time if there are any; it counts as asked. */
  OptionalInt pick(int self, Set<Integer> asked, SplittableRandom random) {
    for (int i = 0; i < MAX_TRIES && !nodes.isEmpty(); i++) {
      int node = nodes.get(random.nextInt(nodes.size()));
      if (node != self && asked.add(node)) {
        return OptionalInt.of(node);
      }
    }
    return OptionalInt.empty();
  }
}
