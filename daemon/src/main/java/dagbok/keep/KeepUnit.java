package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * One pin, and the blocks that it keeps, its root among them.
 *
 * @param name what the pin is called, without Dagbok's prefix
 */
record KeepUnit(Cid root, String name, Contents contents) {
  /** The packs and the snapshot, without what they link to. A profile has one such pin. */
  static final String PACKS = "packs";

  /** The snapshot with all that it links to. A profile has one such pin. */
  static final String SNAPSHOT = "snapshot";

  /** Lists of files, with all that these link to. */
  static final String FILES = "files";

  /** Blocks that are made when somebody asks. */
  interface Contents {
    /**
     * Gives the blocks that are wanted, one after another; makes no others if it can do without.
     */
    void each(Predicate<Cid> isWanted, Consumer<Block> taker);

    /** These. */
    static Contents of(Collection<Block> blocks) {
      return (isWanted, taker) ->
          blocks.stream().filter(block -> isWanted.test(block.cid())).forEach(taker);
    }
  }

  /**
   * A keep list: the CIDs of blocks under codec raw, which IPFS takes for leaves (protocol.md,
   * Exchange, Loose objects).
   */
  static Block list(Collection<Cid> kept) {
    return links(kept.stream().map(cid -> cid.withCodec(Multicodec.RAW)).toList());
  }

  private static Block links(Collection<Cid> kept) {
    List<Ipld> links = new TreeSet<>(kept).stream().map(Ipld::link).toList();
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(links)));
  }

  /** The unit of some files, whose blocks are here already or are fetched when it is pinned. */
  static KeepUnit ofFiles(Collection<Cid> files) {
    Block list = links(files);
    return new KeepUnit(list.cid(), FILES, Contents.of(List.of(list)));
  }

  /** The unit of such a list. */
  static KeepUnit of(String name, Collection<Cid> kept, Contents contents) {
    Block list = list(kept);
    return new KeepUnit(
        list.cid(),
        name,
        (isWanted, taker) -> {
          contents.each(isWanted, taker);
          taker.accept(list);
        });
  }
}
