package dagbok.testing;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An IPFS node whose n-th call from now fails, before it does anything or after it did everything.
 * For one thread.
 */
public final class Faults {
  private final Blocks realBlocks;
  private final Pins realPins;
  private int left;
  private boolean late;

  /** Around this node; nothing fails yet. */
  public Faults(Blocks blocks, Pins pins) {
    this.realBlocks = blocks;
    this.realPins = pins;
  }

  static IpfsException away() {
    return new IpfsException(IpfsException.Reason.AWAY, "the test took it away", "Wait", null);
  }

  /** The n-th call from now fails; {@code isLate}: after it was carried out. 0: none. */
  public void failAt(int n, boolean isLate) {
    left = n;
    late = isLate;
  }

  /** Whether the call that is to fail has not come yet. */
  public boolean isWaiting() {
    return left > 0;
  }

  private <T> T call(Supplier<T> work) {
    boolean fails = left > 0 && --left == 0;
    if (fails && !late) {
      throw away();
    }
    T result = work.get();
    if (fails) {
      throw away();
    }
    return result;
  }

  private void run(Runnable work) {
    Runnable unused =
        call(
            () -> {
              work.run();
              return work;
            });
  }

  /** Its blocks. */
  public Blocks blocks() {
    return new Blocks() {
      @Override
      public void put(Collection<Block> blocks) {
        run(() -> realBlocks.put(blocks));
      }

      @Override
      public Optional<Block> local(Cid cid) {
        return call(() -> realBlocks.local(cid));
      }

      @Override
      public Block fetch(Cid cid, Duration timeout) {
        return call(() -> realBlocks.fetch(cid, timeout));
      }

      @Override
      public void remove(Collection<Cid> cids) {
        run(() -> realBlocks.remove(cids));
      }

      @Override
      public Cid addFile(InputStream bytes) {
        return call(() -> realBlocks.addFile(bytes));
      }

      @Override
      public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
        return call(() -> realBlocks.openFile(root, offset, length, timeout));
      }
    };
  }

  /** Its pins. */
  public Pins pins() {
    return new Pins() {
      @Override
      public void add(Cid root, String name, Duration timeout) {
        run(() -> realPins.add(root, name, timeout));
      }

      @Override
      public void update(Cid from, Cid to, String name, Duration timeout) {
        run(() -> realPins.update(from, to, name, timeout));
      }

      @Override
      public void remove(Cid root) {
        run(() -> realPins.remove(root));
      }

      @Override
      public Map<Cid, String> list(String prefix) {
        return call(() -> realPins.list(prefix));
      }
    };
  }
}
