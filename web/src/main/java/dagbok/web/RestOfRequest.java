package dagbok.web;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.QuietException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * What a client still sends of a request that was refused. A client that sends while the connection
 * closes sees only that it broke, not why; so some of it is read first. Holds no thread while it
 * waits, and does not wait for long: who is slower gets no answer.
 */
final class RestOfRequest {
  /** How much is read, and for how long. */
  record Patience(long maxBytes, Duration most) {}

  /** For those that have shown that they may come in: 64 MiB, 30 s. */
  static final Patience KNOWN = new Patience(64L << 20, Duration.ofSeconds(30));

  /** For all others: 64 KiB, 2 s. */
  static final Patience STRANGER = new Patience(64L << 10, Duration.ofSeconds(2));

  /** What comes after it. */
  @FunctionalInterface
  interface Next {
    /**
     * Writes the answer.
     *
     * @param all whether all was read; if not, the connection can't be used again
     */
    void write(boolean all);
  }

  private final Request request;
  private final Callback callback;
  private final Next next;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final Patience patience;
  private Scheduler.Task deadline = () -> false;
  private boolean waiting;
  private long left;

  private RestOfRequest(Request request, Callback callback, Patience patience, Next next) {
    this.request = request;
    this.callback = callback;
    this.patience = patience;
    this.next = next;
    this.left = patience.maxBytes();
  }

  /** Takes it, then {@code next} writes; if the client is too slow, {@code callback} fails. */
  static void take(Request request, Callback callback, Patience patience, Next next) {
    boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
    if (asksFirst) {
      next.write(true);
    } else {
      new RestOfRequest(request, callback, patience, next).read();
    }
  }

  private void read() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        setDeadline();
        request.demand(this::read);
        return;
      }
      boolean failed = Content.Chunk.isFailure(chunk);
      boolean last = chunk.isLast();
      left -= chunk.remaining();
      chunk.release();
      if (failed || last || left <= 0) {
        end(last && !failed);
        return;
      }
    }
  }

  private void setDeadline() {
    if (!waiting) {
      waiting = true;
      Scheduler scheduler = request.getComponents().getScheduler();
      deadline =
          scheduler.schedule(this::tooSlow, patience.most().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void end(boolean all) {
    if (ended.compareAndSet(false, true)) {
      deadline.cancel();
      next.write(all);
    }
  }

  private void tooSlow() {
    if (ended.compareAndSet(false, true)) {
      callback.failed(new QuietException.Exception("a refused request is too slow"));
    }
  }
}
