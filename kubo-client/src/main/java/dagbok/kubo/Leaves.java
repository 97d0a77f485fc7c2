package dagbok.kubo;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Blocks that are looked for among others. Kubo stores a block by what it hashes to, so all CIDs of
 * one digest are one block, whatever their version and codec. For one thread.
 */
final class Leaves {
  private final Map<Cid, Set<Cid>> sought = new HashMap<>();
  private final Set<Cid> found = new HashSet<>();

  Leaves(Collection<Cid> blocks) {
    blocks.forEach(block -> sought.computeIfAbsent(leaf(block), l -> new HashSet<>()).add(block));
  }

  private static Cid leaf(Cid cid) {
    return cid.withCodec(Multicodec.RAW);
  }

  /** This one is there. */
  void found(Cid cid) {
    found.addAll(sought.getOrDefault(leaf(cid), Set.of()));
  }

  /** Which of those that were looked for are there. */
  Set<Cid> found() {
    return Set.copyOf(found);
  }
}
