package dagbok.ipfs.memory;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.Pins;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Recursive pins: roots with names. What they hold is walked when somebody asks. */
final class MemoryPins implements Pins {
  /** The most blocks behind one pin. */
  static final int MAX_PINNED_BLOCKS = 1 << 20;

  private final MemoryIpfs node;
  private final Map<Cid, String> roots = new ConcurrentHashMap<>();

  MemoryPins(MemoryIpfs node) {
    this.node = node;
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    node.checkUp();
    Bounds.checkPinName(name);
    walk(List.of(root), cid -> Optional.of(node.store().fetch(cid, timeout)));
    roots.put(root, name);
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    add(to, name, timeout);
    if (!from.equals(to)) {
      roots.remove(from);
    }
  }

  @Override
  public void remove(Cid root) {
    node.checkUp();
    roots.remove(root);
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    node.checkUp();
    return roots.entrySet().stream()
        .filter(pin -> pin.getValue().startsWith(prefix))
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** All that the pins hold of what is in the store. */
  Set<Cid> held(MemoryBlocks store) {
    return walk(roots.keySet(), store::held);
  }

  /** All behind some roots; where the reader has nothing, the walk goes on elsewhere. */
  private static Set<Cid> walk(Iterable<Cid> roots, Function<Cid, Optional<Block>> reader) {
    Set<Cid> seen = new HashSet<>();
    Deque<Cid> rest = new ArrayDeque<>();
    roots.forEach(rest::push);
    while (!rest.isEmpty()) {
      Cid cid = rest.pop();
      if (seen.add(cid)) {
        reader.apply(cid).map(MemoryPins::links).orElse(List.of()).forEach(rest::push);
      }
      if (seen.size() > MAX_PINNED_BLOCKS) {
        throw new IpfsException(
            Reason.LIMIT, "more than " + MAX_PINNED_BLOCKS + " blocks to pin", "Pin less", null);
      }
    }
    return seen;
  }

  private static List<Cid> links(Block block) {
    try {
      return Links.of(block);
    } catch (DecodeException e) {
      throw new IpfsException(
          Reason.FAILED, block.cid() + " cannot be decoded: " + e.getMessage(), "Do not pin it", e);
    }
  }
}
