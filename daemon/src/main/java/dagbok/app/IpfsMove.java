package dagbok.app;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.Pins;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what this daemon has pinned in one IPFS node to another, which pins it when the daemon
 * runs. Nothing is taken away from the old one; what was interrupted can be done again.
 */
final class IpfsMove {
  private static final Logger log = LoggerFactory.getLogger(IpfsMove.class);
  private static final int PUT_AT_ONCE = 32;
  private static final int TOLD_EVERY = 1_000;

  private final Blocks from;
  private final Blocks to;
  private final Set<Cid> seen = new HashSet<>();
  private final List<Block> waiting = new ArrayList<>();
  private int missing;

  private IpfsMove(Blocks from, Blocks to) {
    this.from = from;
    this.to = to;
  }

  /** What came of it: how many blocks were copied, and how many were not there. */
  record Outcome(int copied, int missing) {}

  /**
   * Copies all below the pins whose names begin with {@code prefix}.
   *
   * @throws dagbok.ipfs.IpfsException if one of the two is away or full
   */
  static Outcome copy(Blocks from, Pins pins, String prefix, Blocks to) {
    IpfsMove move = new IpfsMove(from, to);
    Set<Cid> roots = pins.list(prefix).keySet();
    log.info("moving what {} pins keep to the other IPFS node", roots.size());
    roots.forEach(move::copyAll);
    move.flush();
    int copied = move.seen.size() - move.missing;
    log.info("moved {} blocks; {} were not there", copied, move.missing);
    return new Outcome(copied, move.missing);
  }

  private void copyAll(Cid root) {
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (seen.add(cid)) {
        copy(cid).stream().filter(link -> !seen.contains(link)).forEach(rest::push);
      }
    }
  }

  /** Copies one block; what it links to. */
  private List<Cid> copy(Cid cid) {
    Optional<Block> block = from.local(cid);
    if (block.isEmpty()) {
      missing++;
      return List.of();
    }
    waiting.add(block.get());
    if (waiting.size() == PUT_AT_ONCE) {
      flush();
    }
    if (seen.size() % TOLD_EVERY == 0) {
      log.info("moved {} blocks so far", seen.size() - missing);
    }
    try {
      return Links.of(block.get());
    } catch (DecodeException e) {
      log.warn("{} cannot be decoded; what it links to is left: {}", cid, e.getMessage());
      return List.of();
    }
  }

  private void flush() {
    if (!waiting.isEmpty()) {
      to.put(waiting);
      waiting.clear();
    }
  }
}
