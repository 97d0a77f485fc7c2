package dagbok.ipfs.kubo;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.Bounds;
import dagbok.ipfs.IpfsException;
import dagbok.kubo.BlockApi;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Blocks in a Kubo. What it gives is hashed again here; what it took is on the disk, so that it
 * outlives Kubo's death. Thread-safe.
 */
public final class KuboBlocks implements Blocks {
  /** The most blocks that go into one request. */
  static final int MAX_BATCH_BLOCKS = BlockApi.MAX_BLOCKS;

  /** From this many bytes on a request takes no further block. */
  static final int MAX_BATCH_BYTES = 16 * 1024 * 1024;

  /** Up to this many blocks, {@code block/put} is quicker than {@code dag/import}. */
  private static final int FEW_BLOCKS = 8;

  /** Kubo walks every recursive pin for each block that is to go: a second, with many. */
  private static final int MAX_REMOVED_BLOCKS = 32;

  private static final Duration REMOVAL_TIMEOUT = Duration.ofMinutes(10);

  /** Bitswap never sends a block without bytes; everybody knows it anyway. */
  private static final byte[] EMPTY = {};

  private final KuboClient kubo;
  private final KuboSync disk;

  /** On a client that stays the caller's. */
  public KuboBlocks(KuboClient kubo) {
    this.kubo = kubo;
    this.disk = new KuboSync(kubo);
  }

  @Override
  public void put(Collection<Block> blocks) {
    List<Block> batch = new ArrayList<>();
    long bytes = 0;
    for (Block block : blocks) {
      Bounds.checkBlock(block);
      if (batch.size() == MAX_BATCH_BLOCKS || bytes > MAX_BATCH_BYTES) {
        putBatch(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(block);
      bytes += block.bytes().length;
    }
    putBatch(batch);
    KuboFailures.run(disk::sync);
  }

  private void putBatch(List<Block> batch) {
    KuboFailures.run(
        () -> {
          if (batch.size() <= FEW_BLOCKS || !imported(batch)) {
            byCodec(batch).forEach(kubo.blocks()::put);
          }
        });
  }

  /** Importing is twice as quick as putting, but takes only blocks of the form they claim. */
  private boolean imported(List<Block> batch) {
    try {
      kubo.dag().importBlocks(batch);
      return true;
    } catch (KuboException e) {
      if (e.reason() == KuboException.Reason.REMOTE) {
        return false;
      }
      throw e;
    }
  }

  private static Map<Multicodec, List<Block>> byCodec(List<Block> blocks) {
    Map<Multicodec, List<Block>> byCodec = new EnumMap<>(Multicodec.class);
    for (Block block : blocks) {
      byCodec.computeIfAbsent(block.cid().codec(), codec -> new ArrayList<>()).add(block);
    }
    return byCodec;
  }

  @Override
  public Optional<Block> local(Cid cid) {
    return KuboFailures.call(() -> kubo.blocks().getLocal(cid)).map(bytes -> checked(cid, bytes));
  }

  @Override
  public boolean has(Cid cid) {
    return KuboFailures.call(() -> kubo.blocks().hasLocal(cid));
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    if (cid.matches(EMPTY)) {
      return new Block(cid, EMPTY);
    }
    try {
      return checked(cid, kubo.blocks().get(cid, timeout));
    } catch (KuboException e) {
      throw KuboFailures.ofFetch(e);
    }
  }

  private static Block checked(Cid cid, byte[] bytes) {
    try {
      return Block.checked(cid, bytes);
    } catch (IllegalArgumentException e) {
      throw new IpfsException(
          IpfsException.Reason.FAILED,
          "Kubo gave other bytes for " + cid,
          "Check its store with: ipfs repo verify",
          e);
    }
  }

  @Override
  public void remove(Collection<Cid> cids) {
    if (cids.isEmpty()) {
      return;
    }
    List<Cid> rest = new ArrayList<>(cids);
    rest.removeAll(KuboFailures.call(() -> kubo.mfs().reached(cids)));
    rest.removeAll(KuboFailures.call(() -> kubo.pins().reached(cids)));
    for (int from = 0; from < rest.size(); from += MAX_REMOVED_BLOCKS) {
      List<Cid> batch = rest.subList(from, Math.min(rest.size(), from + MAX_REMOVED_BLOCKS));
      KuboFailures.call(() -> kubo.blocks().remove(batch, REMOVAL_TIMEOUT)).forEach(this::check);
    }
    KuboFailures.run(disk::sync); // or they would be back after Kubo's death
  }

  private void check(BlockApi.Removal removal) {
    String error = removal.error().orElse("");
    if (!error.isEmpty() && !error.startsWith("pinned")) {
      throw new IpfsException(
          IpfsException.Reason.FAILED,
          "Kubo did not remove " + removal.cid() + ": " + error,
          "See Kubo's log",
          null);
    }
  }

  @Override
  public Cid addFile(InputStream bytes) {
    return KuboFailures.call(
        () -> {
          Cid root = kubo.files().add(bytes);
          disk.sync();
          return root;
        });
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    if (root.matches(EMPTY)) {
      return InputStream.nullInputStream();
    }
    try {
      return new KuboFile(kubo.files().cat(root, offset, length, timeout));
    } catch (KuboException e) {
      throw KuboFailures.ofFetch(e);
    }
  }
}
