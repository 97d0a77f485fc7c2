package dagbok.ipfs.embedded;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.BlockFile;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.unixfs.UnixFsWriter;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The blocks of an {@link EmbeddedStore}. */
final class EmbeddedBlocks implements Blocks {
  private static final int PUT_AT_ONCE = 8;
  private static final int REMOVED_AT_ONCE = 256;
  private static final byte[] EMPTY = {};

  private final EmbeddedStore store;

  EmbeddedBlocks(EmbeddedStore store) {
    this.store = store;
  }

  @Override
  public void put(Collection<Block> added) {
    added.forEach(Bounds::checkBlock);
    store.put(added);
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return store.find(cid);
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    if (cid.matches(EMPTY)) {
      return new Block(cid, EMPTY);
    }
    return local(cid)
        .orElseThrow(
            () ->
                new IpfsException(
                    Reason.NOT_FOUND,
                    "nobody that is connected has " + cid,
                    "Connect with somebody who has it",
                    null));
  }

  @Override
  public void remove(Collection<Cid> cids) {
    List<Cid> rest = List.copyOf(cids);
    for (int from = 0; from < rest.size(); from += REMOVED_AT_ONCE) {
      List<Cid> some = rest.subList(from, Math.min(rest.size(), from + REMOVED_AT_ONCE));
      store.write(
          tx -> {
            some.forEach(cid -> BlockTable.remove(tx, cid.digest()));
            return some;
          });
    }
  }

  @Override
  public Cid addFile(InputStream bytes) {
    List<Block> waiting = new ArrayList<>();
    try {
      Cid root =
          UnixFsWriter.write(
              bytes,
              block -> {
                waiting.add(block);
                if (waiting.size() == PUT_AT_ONCE) {
                  store.put(waiting);
                  waiting.clear();
                }
              });
      store.put(waiting);
      return root;
    } catch (IOException e) {
      throw new IpfsException(
          Reason.FAILED, "the bytes to store could not be read: " + e, "Try again", e);
    }
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    return BlockFile.open(root, offset, length, cid -> fetch(cid, timeout));
  }
}
