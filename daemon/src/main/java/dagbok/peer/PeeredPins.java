package dagbok.peer;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.Pins;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Pins of an IPFS node that can't ask peers over HTTP by itself: what is missing below a pin is
 * fetched from them first.
 */
final class PeeredPins implements Pins {
  private static final int MAX_BLOCKS = 1 << 20;
  private static final Duration SOON = Duration.ofSeconds(5);

  private final Pins node;
  private final Blocks blocks;
  private final BlockFinder finder;

  /** {@code blocks} fetches from peers. */
  PeeredPins(Pins node, Blocks blocks, BlockFinder finder) {
    this.node = node;
    this.blocks = blocks;
    this.finder = finder;
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    pin(
        patience -> node.add(root, name, patience),
        () -> fetchAll(root, Set.of(), timeout),
        timeout);
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    pin(
        patience -> node.update(from, to, name, patience),
        () -> fetchAll(to, belowPin(from), timeout),
        timeout);
  }

  /** Mostly all is there already, and the IPFS node knows that best. */
  private void pin(Consumer<Duration> attempt, Runnable fetch, Duration timeout) {
    boolean hasPeers = finder.hasPeers();
    try {
      attempt.accept(hasPeers && timeout.compareTo(SOON) > 0 ? SOON : timeout);
    } catch (IpfsException e) {
      if (!hasPeers || e.reason() != Reason.NOT_FOUND) {
        throw e;
      }
      fetch.run();
      attempt.accept(timeout);
    }
  }

  private Set<Cid> belowPin(Cid root) {
    return node.list(PREFIX).containsKey(root)
        ? blocks.local(root).map(PeeredPins::links).map(Set::copyOf).orElse(Set.of())
        : Set.of();
  }

  /** Fetches what is not there; {@code present} is there with all below. */
  private void fetchAll(Cid root, Set<Cid> present, Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    Set<Cid> seen = new HashSet<>(present);
    Deque<Cid> rest = new ArrayDeque<>(List.of(root));
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (!seen.add(cid)) {
        continue;
      }
      if (seen.size() + rest.size() > MAX_BLOCKS) {
        throw new IpfsException(
            Reason.LIMIT, "more than " + MAX_BLOCKS + " blocks to pin", "Pin less", null);
      }
      Block block = blocks.fetch(cid, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      if (cid.codec() != Multicodec.RAW) {
        links(block).forEach(rest::push);
      }
    }
  }

  private static List<Cid> links(Block block) {
    try {
      return Links.of(block);
    } catch (DecodeException e) {
      throw new IpfsException(
          Reason.FAILED, block.cid() + " cannot be decoded: " + e.getMessage(), "Do not pin it", e);
    }
  }

  @Override
  public void remove(Cid root) {
    node.remove(root);
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    return node.list(prefix);
  }
}
