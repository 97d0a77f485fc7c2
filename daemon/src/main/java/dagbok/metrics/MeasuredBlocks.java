package dagbok.metrics;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.ForwardingBlocks;
import java.time.Duration;
import java.util.Collection;

/** Counts the blocks that are fetched and stored. */
public final class MeasuredBlocks extends ForwardingBlocks {
  private final Metrics metrics;

  /** In front of {@code blocks}. */
  public MeasuredBlocks(Blocks blocks, Metrics metrics) {
    super(blocks);
    this.metrics = metrics;
  }

  @Override
  public void put(Collection<Block> stored) {
    super.put(stored);
    metrics.stored(stored.stream().mapToLong(block -> block.bytes().length).sum());
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    Block block = super.fetch(cid, timeout);
    metrics.fetched(block.bytes().length);
    return block;
  }
}
