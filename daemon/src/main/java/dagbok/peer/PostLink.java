package dagbok.peer;

import java.util.ArrayDeque;
import java.util.Queue;

/** The way to a peer that we came to: frames are posted one after the other. Thread-safe. */
final class PostLink implements Link {
  private final PeerClient client;
  private final PeerAddress address;
  private final PeerClient.Stream stream;
  private final Runnable onEnd;
  private final Queue<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean sending;
  private boolean ended;

  /** {@code onEnd} is run once, whoever ends it; the stream is closed before. */
  PostLink(PeerClient client, PeerAddress address, PeerClient.Stream stream, Runnable onEnd) {
    this.client = client;
    this.address = address;
    this.stream = stream;
    this.onEnd = onEnd;
  }

  @Override
  public String theirChallenge() {
    return stream.session();
  }

  @Override
  public String ourChallenge() {
    return stream.challenge();
  }

  @Override
  public void send(byte[] frame) {
    boolean overflow;
    synchronized (this) {
      if (ended) {
        return;
      }
      overflow = waitingBytes > MAX_WAITING_BYTES;
      if (!overflow) {
        waiting.add(frame);
        waitingBytes += frame.length;
        if (sending) {
          return;
        }
        sending = true;
      }
    }
    if (overflow) {
      cut("it is too slow");
    } else {
      next();
    }
  }

  private void next() {
    byte[] frame;
    synchronized (this) {
      frame = waiting.poll();
      sending = frame != null;
      waitingBytes -= frame == null ? 0 : frame.length;
    }
    if (frame != null) {
      client.post(address, stream.session(), frame, this::sent);
    }
  }

  private void sent(boolean taken) {
    if (taken) {
      next();
    } else {
      cut("it takes no message");
    }
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
      waiting.clear();
    }
    try {
      stream.frames().close();
    } catch (java.io.IOException e) {
      // it has ended then
    }
    onEnd.run();
  }
}
