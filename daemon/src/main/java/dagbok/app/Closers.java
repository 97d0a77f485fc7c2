package dagbok.app;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has to be closed of a daemon, the last that was started first. Not thread-safe. */
final class Closers implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /** To be run before all that was given earlier. */
  void add(Runnable closer) {
    closers.push(closer);
  }

  /** Runs each once, also those behind one that fails. */
  @Override
  public void close() {
    Runnable next = closers.poll();
    if (next != null) {
      try {
        next.run();
      } finally {
        close();
      }
    }
  }
}
