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
 * The pins of one daemon, in an IPFS node that other daemons and people may use too. An IPFS node
 * has one pin for a root, whoever asked for it last; so nothing is pinned itself, but a small block
 * of this daemon's own that links there, and nobody depends on what others pin, rename or unpin.
 *
 * <p>Names given and taken are without the scope, which is put behind {@link Pins#PREFIX}.
 */
public final class ScopedPins implements Pins {
  /** In the name of a pin: what it keeps stands behind this. */
  private static final char KEEPS = '#';

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
    Block keeper = keeper(root);
    blocks.put(List.of(keeper));
    pins.add(keeper.cid(), scoped(name) + KEEPS + root, timeout);
  }

  @Override
  public void update(Cid from, Cid to, String name, Duration timeout) {
    Block keeper = keeper(to);
    blocks.put(List.of(keeper));
    pins.update(keeper(from).cid(), keeper.cid(), scoped(name) + KEEPS + to, timeout);
  }

  @Override
  public void remove(Cid root) {
    pins.remove(keeper(root).cid());
  }

  @Override
  public Map<Cid, String> list(String prefix) {
    Map<Cid, String> own = new LinkedHashMap<>();
    for (String scopedName : pins.list(scoped(prefix)).values()) {
      String name = PREFIX + scopedName.substring(scope.length());
      int keeps = name.lastIndexOf(KEEPS);
      if (keeps >= 0) {
        own.put(Cid.parse(name.substring(keeps + 1)), name.substring(0, keeps));
      }
    }
    return Map.copyOf(own);
  }

  private String scoped(String name) {
    Bounds.checkPinName(name);
    return scope + name.substring(PREFIX.length());
  }

  private Block keeper(Cid root) {
    Map<String, Ipld> fields = Map.of("keeper", Ipld.of(scope), "keeps", Ipld.link(root));
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.map(fields)));
  }
}
