package dagbok.ipfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** Does as other blocks do; what differs is overridden. */
public abstract class ForwardingBlocks implements Blocks {
  private final Blocks blocks;

  /** In front of {@code blocks}. */
  protected ForwardingBlocks(Blocks blocks) {
    this.blocks = blocks;
  }

  @Override
  public void put(Collection<Block> added) {
    blocks.put(added);
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return blocks.local(cid);
  }

  @Override
  public boolean has(Cid cid) {
    return blocks.has(cid);
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    return blocks.fetch(cid, timeout);
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
