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

/**
 * One pin, and the blocks that it keeps, its root among them.
 *
 * @param name what the pin is called, without Dagbok's prefix
 */
record KeepUnit(Block root, String name, List<Block> blocks) {
  KeepUnit {
    blocks = List.copyOf(blocks);
  }

  /**
   * A keep list: the CIDs of blocks under codec raw, which IPFS takes for leaves (protocol.md,
   * Exchange, Loose objects).
   */
  static KeepUnit list(String name, Collection<Block> kept, Collection<Cid> alsoKept) {
    TreeSet<Cid> leaves = new TreeSet<>();
    kept.forEach(block -> leaves.add(block.cid().withCodec(Multicodec.RAW)));
    alsoKept.forEach(cid -> leaves.add(cid.withCodec(Multicodec.RAW)));
    List<Ipld> links = leaves.stream().map(Ipld::link).toList();
    Block list = Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(links)));
    List<Block> blocks = new ArrayList<>(kept);
    blocks.add(list);
    return new KeepUnit(list, name, blocks);
  }
}
