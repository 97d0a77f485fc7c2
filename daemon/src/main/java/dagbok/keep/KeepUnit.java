package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.schema.ProfileId;
import dagbok.store.PinTable;
import java.util.ArrayList;
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
  static final String SNAPSHOT = PinTable.SNAPSHOT;

  /** Lists of loose objects. */
  static final String LOOSE = "loose";

  /** The list of the merge nodes that the head node takes. */
  static final String MERGES = "merges";

  /** Lists of files, with all that these link to. */
  static final String FILES = PinTable.FILES;

  /** Whether its contents are all that it keeps, so that nothing has to be fetched. */
  boolean isWhole() {
    return !keepsFiles(name);
  }

  /** Whether pins of this name keep files. */
  static boolean keepsFiles(String name) {
    return name.equals(SNAPSHOT) || name.equals(FILES);
  }

  /** Whether pins of this name keep loose objects. */
  static boolean keepsLoose(String name) {
    return name.equals(LOOSE) || name.equals(MERGES);
  }

  /** Blocks that are made when somebody asks. */
  interface Contents {
    /**
     * Gives the blocks that are wanted, one after another; makes no others if it can do without.
     * False if one of them can't be made any more, since the set changed.
     */
    boolean each(Predicate<Cid> isWanted, Consumer<Block> taker);

    /** These. */
    static Contents of(Collection<Block> blocks) {
      return (isWanted, taker) -> {
        blocks.stream().filter(block -> isWanted.test(block.cid())).forEach(taker);
        return true;
      };
    }
  }

  /**
   * A keep list: the CIDs of blocks under codec raw, which IPFS takes for leaves (protocol.md,
   * Exchange, Loose objects).
   */
  static Block list(Collection<Cid> kept) {
    TreeSet<Cid> leaves = new TreeSet<>();
    kept.forEach(cid -> leaves.add(cid.withCodec(Multicodec.RAW)));
    return Block.of(
        Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(leaves.stream().map(Ipld::link).toList())));
  }

  /**
   * The unit of some files of a profile, whose blocks are here already or are fetched when it is
   * pinned. The profile is named in it, or whoever links to the same files could take its pin away.
   */
  static KeepUnit ofFiles(ProfileId profile, Collection<Cid> files) {
    List<Ipld> list = new ArrayList<>(List.of(Ipld.of(profile.root().toBytes())));
    new TreeSet<>(files).forEach(file -> list.add(Ipld.link(file)));
    Block block = Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(list)));
    return new KeepUnit(block.cid(), FILES, Contents.of(List.of(block)));
  }

  /** The unit of such a list. */
  static KeepUnit of(String name, Collection<Cid> kept, Contents contents) {
    Block list = list(kept);
    return new KeepUnit(
        list.cid(),
        name,
        (isWanted, taker) -> {
          boolean isWhole = contents.each(isWanted, taker);
          taker.accept(list);
          return isWhole;
        });
  }
}
