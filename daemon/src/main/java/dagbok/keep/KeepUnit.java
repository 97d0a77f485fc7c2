package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One pin, and the blocks that it keeps, its root among them.
 *
 * @param name what the pin is called, without Dagbok's prefix
 * @param blocks made only when somebody asks
 */
record KeepUnit(Cid root, String name, Supplier<List<Block>> blocks) {
  /** The packs and the snapshot, without what they link to. A profile has one such pin. */
  static final String PACKS = "packs";

  /** The snapshot with all that it links to. A profile has one such pin. */
  static final String SNAPSHOT = "snapshot";

  /**
   * A keep list: the CIDs of blocks under codec raw, which IPFS takes for leaves (protocol.md,
   * Exchange, Loose objects).
   */
  static KeepUnit list(String name, Collection<Cid> kept, Supplier<List<Block>> blocks) {
    TreeSet<Cid> leaves = new TreeSet<>();
    kept.forEach(cid -> leaves.add(cid.withCodec(Multicodec.RAW)));
    List<Ipld> links = leaves.stream().map(Ipld::link).toList();
    Block list = Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(links)));
    return new KeepUnit(
        list.cid(),
        name,
        () -> {
          List<Block> all = new ArrayList<>(blocks.get());
          all.add(list);
          return all;
        });
  }
}
