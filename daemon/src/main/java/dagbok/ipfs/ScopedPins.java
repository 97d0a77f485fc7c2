package dagbok.ipfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The pins of one daemon, in an IPFS node that other daemons may use too. An IPFS node has one pin
 * for a root, whoever asked for it; so where another daemon has pinned what this one wants, this
 * one pins a small block of its own that links there, and neither depends on the other.
 *
 * <p>Names given and taken are without the scope, which is put behind {@link Pins#PREFIX}.
 */
public final class ScopedPins implements Pins {
  /** In the name of a pin on a block of one's own: what it links to stands behind this. */
  private static final char LINKED = '#';

  private final Pins pins;
  private final Blocks blocks;
  private final String scope;

  /** {@code scope} names the daemon; a few letters and digits. */
  public ScopedPins(Pins pins, Blocks blocks, String scope) {
    this.pins = pins;
    this.blocks = blocks;
    this.scope = PREFIX + scope + "/";
  }

  @Override
  public void add(Cid root, String name, Duration timeout) {
    if (isOthers(root)) {
      Block link = link(root);
      blocks.put(List.of(link));
      pins.add(link.cid(), scoped(name) + LINKED + root, timeout);
    } else {
      pins.add(root, scoped(name), timeout);
    }
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    Map<Cid, String> all = pins.list(PREFIX);
    boolean direct = all.getOrDefault(from, "").startsWith(scope) && !all.containsKey(to);
    if (direct) {
      pins.update(from, to, scoped(name), timeout);
      return;
    }
    add(to, name, timeout);
    if (!from.equals(to)) {
      remove(from);
    }
  }

  @Override
  public void remove(Cid root) {
    if (!isOthers(root)) {
      pins.remove(root);
    }
    pins.remove(link(root).cid());
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    Map<Cid, String> own = new LinkedHashMap<>();
    pins.list(scoped(prefix))
        .forEach(
            (pinned, scopedName) -> {
              String name = PREFIX + scopedName.substring(scope.length());
              int linked = name.lastIndexOf(LINKED);
              if (linked < 0) {
                own.put(pinned, name);
              } else {
                own.put(Cid.parse(name.substring(linked + 1)), name.substring(0, linked));
              }
            });
    return Map.copyOf(own);
  }

  private String scoped(String name) {
    if (!name.startsWith(PREFIX)) {
      throw new IllegalArgumentException("the pin's name \"" + name + "\" is not Dagbok's");
    }
    return scope + name.substring(PREFIX.length());
  }

  private boolean isOthers(Cid root) {
    String name = pins.list(PREFIX).get(root);
    return name != null && !name.startsWith(scope);
  }

  private Block link(Cid root) {
    Map<String, Ipld> fields = Map.of("keeper", Ipld.of(scope), "keeps", Ipld.link(root));
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.map(fields)));
  }
}
