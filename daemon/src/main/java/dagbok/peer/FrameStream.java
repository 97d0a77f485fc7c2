package dagbok.peer;

import dagbok.cid.Varint;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/** The answer that frames are sent on to a peer that came to us. Holds no thread. Thread-safe. */
final class FrameStream implements Link, Callback {
  /** How often a sign of life is sent. */
  static final int BEAT_SECONDS = 15;

  private static final byte[] BEAT = {0};

  private final String host;
  private final String theirChallenge;
  private final String ourChallenge;
  private final Response response;
  private final Callback end;
  private final Scheduler scheduler;
  private final Runnable onEnd;
  private ByteArrayOutputStream waiting = new ByteArrayOutputStream();
  private boolean writing;
  private boolean ended;
  private Scheduler.Task beat = () -> false;

  /** {@code onEnd} is run once, whoever ends it. */
  FrameStream(
      String host,
      String theirChallenge,
      String ourChallenge,
      Response response,
      Callback end,
      Scheduler scheduler,
      Runnable onEnd) {
    this.host = host;
    this.theirChallenge = theirChallenge;
    this.ourChallenge = ourChallenge;
    this.response = response;
    this.end = end;
    this.scheduler = scheduler;
    this.onEnd = onEnd;
  }

  /** Where its peer comes from. */
  String host() {
    return host;
  }

  /** Begins to send signs of life, which show when the peer is gone. */
  void start() {
    enqueue(BEAT);
    synchronized (this) {
      if (!ended) {
        beat = scheduler.schedule(this::start, BEAT_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  @Override
  public String theirChallenge() {
    return theirChallenge;
  }

  @Override
  public String ourChallenge() {
    return ourChallenge;
  }

  @Override
  public void send(byte[] frame) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(frame.length + Varint.MAX_BYTES);
    Varint.write(out, frame.length);
    out.writeBytes(frame);
    enqueue(out.toByteArray());
  }

  private void enqueue(byte[] bytes) {
    boolean overflow;
    synchronized (this) {
      if (ended) {
        return;
      }
      overflow = waiting.size() > MAX_WAITING_BYTES;
      if (!overflow) {
        waiting.writeBytes(bytes);
        if (writing) {
          return;
        }
        writing = true;
      }
    }
    if (overflow) {
      cut("it is too slow");
    } else {
      next();
    }
  }

  private void next() {
    byte[] bytes;
    synchronized (this) {
      bytes = waiting.toByteArray();
      waiting = new ByteArrayOutputStream();
      writing = bytes.length > 0;
    }
    if (bytes.length > 0) {
      response.write(false, ByteBuffer.wrap(bytes), this);
    }
  }

  @Override
  public void succeeded() {
    next();
  }

  @Override
  public void failed(Throwable cause) {
    cut(String.valueOf(cause.getMessage()));
  }

  @Override
  public synchronized boolean isEnded() {
    return ended;
  }

  @Override
  public void cut(String why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      waiting = new ByteArrayOutputStream();
      beat.cancel();
    }
    onEnd.run();
    end.failed(new IllegalStateException("the link to a peer ends: " + why));
  }
}
