package dagbok.testing;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.ForwardingBlocks;
import java.io.InputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Blocks that remember what was fetched, and whose n-th fetch can fail. */
public final class WatchedBlocks extends ForwardingBlocks {
  private final List<Cid> fetched = new CopyOnWriteArrayList<>();
  private final List<Duration> waits = new CopyOnWriteArrayList<>();
  private final Queue<Block> stored = new ConcurrentLinkedQueue<>();
  private final AtomicInteger filesOpened = new AtomicInteger();
  private volatile IntPredicate away = n -> false;
  private volatile Predicate<Cid> held = cid -> false;
  private volatile boolean keepsAll;
  private final CountDownLatch letGo = new CountDownLatch(1);

  WatchedBlocks(Blocks blocks) {
    super(blocks);
  }

  /** What was fetched, in order, the failed attempts too. */
  public List<Cid> fetched() {
    return List.copyOf(fetched);
  }

  /** How long each fetch of a block was to wait at most, in order. */
  public List<Duration> waits(Cid cid) {
    synchronized (fetched) {
      return IntStream.range(0, fetched.size())
          .filter(i -> fetched.get(i).equals(cid))
          .mapToObj(waits::get)
          .toList();
    }
  }

  /** What was put into the IPFS node. */
  public List<Block> stored() {
    return List.copyOf(stored);
  }

  /** How often somebody wanted to read a file. */
  public int filesOpened() {
    return filesOpened.get();
  }

  /** Lets the IPFS node be away for these fetches, numbered from 1. */
  public void awayAt(IntPredicate fetches) {
    away = fetches;
  }

  /** Lets whoever fetches one of these wait until {@link #letGo}. */
  public void hold(Predicate<Cid> blocks) {
    held = blocks;
  }

  /** Nobody waits any more. */
  public void letGo() {
    held = cid -> false;
    letGo.countDown();
  }

  private void await(Cid cid) {
    try {
      if (held.test(cid)) {
        letGo.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Faults.away();
    }
  }

  @Override
  public Block fetch(Cid cid, Duration timeout) {
    int n;
    synchronized (fetched) {
      fetched.add(cid);
      waits.add(timeout);
      n = fetched.size();
    }
    if (away.test(n)) {
      throw Faults.away();
    }
    await(cid);
    return super.fetch(cid, timeout);
  }

  /** Lets the IPFS node be away for removals, or not. */
  public void keepAll(boolean all) {
    keepsAll = all;
  }

  @Override
  public void remove(Collection<Cid> cids) {
    if (keepsAll) {
      throw Faults.away();
    }
    super.remove(cids);
  }

  @Override
  public void put(Collection<Block> added) {
    stored.addAll(added);
    super.put(added);
  }

  @Override
  public InputStream openFile(Cid root, long offset, long length, Duration timeout) {
    filesOpened.incrementAndGet();
    return super.openFile(root, offset, length, timeout);
  }
}
