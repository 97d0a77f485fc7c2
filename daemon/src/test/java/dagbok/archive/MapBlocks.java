package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Blocks in memory, and one peer that may have more. */
final class MapBlocks implements Blocks {
  final Map<Cid, Block> local = new HashMap<>();
  final Map<Cid, Block> atPeer = new HashMap<>();

  boolean away;
  boolean full;

  @Override
  public void put(Collection<Block> blocks) {
    if (away) {
      throw new IpfsException(IpfsException.Reason.AWAY, "Kubo is away", "Start it", null);
    }
    if (full) {
      throw new IpfsException(IpfsException.Reason.NO_SPACE, "the disk is full", "Empty it", null);
    }
    blocks.forEach(block -> local.put(block.cid(), block));
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return Optional.ofNullable(local.get(cid));
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    return local(cid)
        .or(() -> Optional.ofNullable(atPeer.get(cid)))
        .orElseThrow(
            () ->
                new IpfsException(
                    IpfsException.Reason.NOT_FOUND, "nobody has " + cid, "Wait", null));
  }

  @Override
  public void remove(Collection<Cid> cids) {
    cids.forEach(local::remove);
  }

  @Override
  public Cid addFile(InputStream bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    throw new UnsupportedOperationException();
  }
}
