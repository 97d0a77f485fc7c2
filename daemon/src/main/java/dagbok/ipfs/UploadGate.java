package dagbok.ipfs;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
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
  private final Duration maxWait;

  /** Uploads wait a while for a removal. */
  public UploadGate() {
    this(MAX_WAIT);
  }

  /** Uploads wait for a removal no longer than this. */
  public UploadGate(Duration maxWait) {
    this.maxWait = maxWait;
  }

  /** Brings a file in and pins it. */
  @FunctionalInterface
  public interface Upload<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /**
   * Uploads, while nothing is removed; empty, and nothing was uploaded, if a removal goes on for
   * too long.
   */
  public <T> Optional<T> upload(Upload<T> work) throws IOException {
    if (!waited()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.run());
    } finally {
      lock.readLock().unlock();
    }
  }

  private boolean waited() {
    try {
      return lock.readLock().tryLock(maxWait.toMillis(), TimeUnit.MILLISECONDS);
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
