package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.Optional;

/** Somewhere that blocks can be read from. Whether they hash right is the reader's to check. */
@FunctionalInterface
interface BlockSource {
  /** The block, if it is there. */
  Optional<Block> find(Cid cid);

  /** This one first, then the other. */
  default BlockSource or(BlockSource other) {
    return cid -> find(cid).or(() -> other.find(cid));
  }
}
