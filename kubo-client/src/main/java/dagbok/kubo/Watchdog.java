package dagbok.kubo;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Breaks a request off when a thread has waited for the other side too long. Armed only while a
 * thread waits, so a reader may take its time between reads.
 */
final class Watchdog {
  /** Something that may block until the other side does something. */
  interface Wait<T> {
    T run() throws IOException, InterruptedException, ExecutionException, TimeoutException;
  }

  private final Scheduler scheduler;
  private final Request request;
  private final Duration patience;

  Watchdog(Scheduler scheduler, Request request, Duration patience) {
    this.scheduler = scheduler;
    this.request = request;
    this.patience = patience;
  }

  <T> T guard(Wait<T> wait)
      throws IOException, InterruptedException, ExecutionException, TimeoutException {
    if (patience.equals(RpcCall.ENDLESS)) {
      return wait.run();
    }
    Scheduler.Task bite =
        scheduler.schedule(
            () -> abort(request, new TimeoutException("nothing came for " + patience)),
            patience.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      return wait.run();
    } finally {
      bite.cancel();
    }
  }

  /** Breaks a request off; the thread that waits for it gets {@code why}. */
  @SuppressWarnings("FutureReturnValueIgnored") // it tells only whether that came too late
  static void abort(Request request, Throwable why) {
    request.abort(why);
  }
}
