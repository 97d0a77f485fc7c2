package dagbok.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open answer that text is sent on as it comes. Holds no thread. A reader that lets {@link
 * #MAX_WAITING} messages pile up is cut off and may come again. Thread-safe.
 */
public final class LiveStream implements Callback {
  /** The most messages that wait for a slow reader. */
  public static final int MAX_WAITING = 256;

  private static final Logger LOG = LoggerFactory.getLogger(LiveStream.class);

  /** A comment now and then keeps the connection open, and shows when the reader is gone. */
  private static final int HEARTBEAT_SECONDS = 15;

  private static final String HEARTBEAT = ":\n\n";

  private final Response response;
  private final Callback end;
  private final Scheduler scheduler;
  private final Queue<String> waiting = new ArrayDeque<>();
  private AutoCloseable source = () -> {};
  private Scheduler.Task heartbeat = () -> false;
  private boolean writing;
  private boolean closed;

  /** With what ends the exchange. */
  public LiveStream(Response response, Callback end, Scheduler scheduler) {
    this.response = response;
    this.end = end;
    this.scheduler = scheduler;
  }

  /** Begins to feed the stream; it closes {@code source} when it ends. */
  public void run(Answer.Start start) {
    AutoCloseable started = start.start(this);
    boolean late;
    synchronized (this) {
      source = started;
      late = closed;
    }
    if (late) {
      close(started);
    } else {
      beat();
    }
  }

  /** Sends {@code text}; never blocks. */
  public void send(String text) {
    boolean overflow;
    synchronized (this) {
      if (closed) {
        return;
      }
      overflow = waiting.size() >= MAX_WAITING;
      if (!overflow) {
        waiting.add(text);
        if (writing) {
          return;
        }
        writing = true;
      }
    }
    if (overflow) {
      cut(new IllegalStateException("the reader of a live stream is too slow"));
    } else {
      next();
    }
  }

  private void next() {
    String text;
    synchronized (this) {
      text = waiting.poll();
      writing = text != null;
    }
    if (text != null) {
      response.write(false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), this);
    }
  }

  @Override
  public void succeeded() {
    next();
  }

  @Override
  public void failed(Throwable cause) {
    cut(cause);
  }

  /** Ends the stream by closing its connection; the reader comes again if it still wants to. */
  public void cut(Throwable cause) {
    AutoCloseable toClose;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      waiting.clear();
      toClose = source;
      heartbeat.cancel();
    }
    close(toClose);
    end.failed(cause);
  }

  private void beat() {
    send(HEARTBEAT);
    synchronized (this) {
      if (!closed) {
        heartbeat = scheduler.schedule(this::beat, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static void close(AutoCloseable source) {
    try {
      source.close();
    } catch (Exception e) {
      LOG.warn("a live stream's source could not be closed", e);
    }
  }
}
