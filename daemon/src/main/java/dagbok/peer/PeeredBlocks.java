package dagbok.peer;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.BlockFile;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.ForwardingBlocks;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Blocks of an IPFS node, and what it lacks from peers over HTTP before it asks its own. */
final class PeeredBlocks extends ForwardingBlocks {
  private final BlockFinder finder;

  PeeredBlocks(Blocks node, BlockFinder finder) {
    super(node);
    this.finder = finder;
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    if (!finder.hasPeers()) {
      return super.fetch(cid, timeout);
    }
    Optional<Block> here = local(cid);
    if (here.isPresent()) {
      return here.get();
    }
    Optional<Block> found = finder.find(cid, timeout);
    if (found.isEmpty()) {
      return super.fetch(cid, timeout);
    }
    put(List.of(found.get()));
    return found.get();
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    return finder.hasPeers()
        ? BlockFile.open(root, offset, length, cid -> fetch(cid, timeout))
        : super.openFile(root, offset, length, timeout);
  }
}
