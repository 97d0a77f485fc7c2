package dagbok.ipfs;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps files that go to the IPFS node apart from removals there: until a file is pinned nothing
 * says that its blocks are needed, and the same file may just have been deleted. Thread-safe.
 */
public final class UploadGate {
  /** A removal may walk many pins; an upload waits no longer than this for it. */
  private static final Duration MAX_WAIT = Duration.ofSeconds(30);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();

  /** Brings a file in and pins it. */
  @FunctionalInterface
  public interface Upload<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Uploads, while nothing is removed. */
  public <T> T upload(Upload<T> work) throws IOException {
    boolean alone = waited();
    try {
      return work.run();
    } finally {
      if (alone) {
        lock.readLock().unlock();
      }
    }
  }

  private boolean waited() {
    try {
      return lock.readLock().tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Removes, unless something is on its way; whether it did. */
  public boolean remove(Runnable work) {
    if (!lock.writeLock().tryLock()) {
      return false;
    }
    try {
      work.run();
      return true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
