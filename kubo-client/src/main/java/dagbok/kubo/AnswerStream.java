package dagbok.kubo;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * The body of an answer. Its end is believed only if Kubo put no error behind it; every exception
 * has a {@link KuboException} as its cause. Closing it, from any thread, ends the request.
 */
final class AnswerStream extends InputStream {
  private final RpcExchange exchange;
  private final InputStream body;
  private volatile boolean ended;

  AnswerStream(RpcExchange exchange, InputStream body) {
    this.exchange = exchange;
    this.body = body;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0 || ended) {
      return length == 0 ? 0 : -1;
    }
    int count = guardedRead(bytes, offset, length);
    if (count < 0) {
      ended = true;
      checkEnd();
    }
    return count;
  }

  private int guardedRead(byte[] bytes, int offset, int length) throws IOException {
    try {
      return exchange.watchdog().guard(() -> body.read(bytes, offset, length));
    } catch (InterruptedException | InterruptedIOException e) {
      Thread.currentThread().interrupt();
      throw failure(e);
    } catch (IOException | ExecutionException | TimeoutException | CancellationException e) {
      throw failure(e);
    }
  }

  private IOException failure(Exception e) {
    Throwable why = e.getCause() == null ? e : e.getCause();
    return wrap(exchange.failure(why));
  }

  private void checkEnd() throws IOException {
    var error = exchange.errorBehindBody();
    if (error.isPresent()) {
      throw wrap(error.get());
    }
  }

  private static IOException wrap(KuboException why) {
    return new IOException(why.getMessage(), why);
  }

  /** Ends the request if it has not ended; a thread that waits for bytes gets an exception. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      exchange.callOff();
    }
    body.close();
  }
}
