package dagbok.metrics;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Counts the blocks that are fetched and stored. */
public final class MeasuredBlocks implements Blocks {
  private final Blocks blocks;
  private final Metrics metrics;

  /** In front of {@code blocks}. */
  public MeasuredBlocks(Blocks blocks, Metrics metrics) {
    this.blocks = blocks;
    this.metrics = metrics;
  }

  @Override
  public void put(Collection<Block> stored) {
    blocks.put(stored);
    metrics.stored(stored.stream().mapToLong(block -> block.bytes().length).sum());
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return blocks.local(cid);
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    Block block = blocks.fetch(cid, timeout);
    metrics.fetched(block.bytes().length);
    return block;
  }

  @Override
  public void remove(Collection<Cid> cids) {
    blocks.remove(cids);
  }

  @Override
  public Cid addFile(InputStream bytes) {
    return blocks.addFile(bytes);
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    return blocks.openFile(root, offset, length, timeout);
  }
}
