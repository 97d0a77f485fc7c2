package dagbok.peer;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.BlockFile;
import dagbok.ipfs.Blocks;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Blocks of an IPFS node, and what it lacks from peers over HTTP before it asks its own. */
final class PeeredBlocks implements Blocks {
  private final Blocks node;
  private final BlockFinder finder;

  PeeredBlocks(Blocks node, BlockFinder finder) {
    this.node = node;
    this.finder = finder;
  }

  @Override
  public void put(Collection<Block> blocks) {
    node.put(blocks);
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return node.local(cid);
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    if (!finder.hasPeers()) {
      return node.fetch(cid, timeout);
    }
    Optional<Block> here = node.local(cid);
    if (here.isPresent()) {
      return here.get();
    }
    Optional<Block> found = finder.find(cid, timeout);
    if (found.isEmpty()) {
      return node.fetch(cid, timeout);
    }
    node.put(List.of(found.get()));
    return found.get();
  }

  @Override
  public void remove(Collection<Cid> cids) {
    node.remove(cids);
  }

  @Override
  public Cid addFile(InputStream bytes) {
    return node.addFile(bytes);
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    return finder.hasPeers()
        ? BlockFile.open(root, offset, length, cid -> fetch(cid, timeout))
        : node.openFile(root, offset, length, timeout);
  }
}
