package dagbok.kubo;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values that come one a line. One thread reads, any may close. */
final class JsonLines implements AutoCloseable {
  /** The most bytes of a line: a pubsub message of 1 MiB in base64, and its frame. */
  static final int MAX_LINE_BYTES = 2 * 1024 * 1024;

  private static final int BUFFER_BYTES = 8 * 1024;

  private final InputStream body;
  private final InputStream buffered;
  private final RpcExchange exchange;

  JsonLines(InputStream body, RpcExchange exchange) {
    this.body = body;
    this.buffered = new BufferedInputStream(body, BUFFER_BYTES);
    this.exchange = exchange;
  }

  /**
   * The next value, or null at the end.
   *
   * @throws KuboException if the answer breaks off, or Kubo says at its end that it failed
   */
  @Nullable JsonNode next() {
    try {
      byte[] line = line();
      while (line != null && line.length == 0) {
        line = line();
      }
      return line == null ? null : Json.parse(line);
    } catch (IOException e) {
      throw Failures.unwrap(e, exchange.endpoint(), exchange.command());
    }
  }

  private byte @Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int value = buffered.read();
    if (value < 0) {
      return null;
    }
    while (value >= 0 && value != '\n') {
      if (line.size() == MAX_LINE_BYTES) {
        throw new IOException(
            Failures.unexpected("a line of Kubo's answer is over " + MAX_LINE_BYTES + " bytes"));
      }
      line.write(value);
      value = buffered.read();
    }
    return line.toByteArray();
  }

  /** Ends the request; closes past the buffer, whose lock a waiting reader holds. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw Failures.unwrap(e, exchange.endpoint(), exchange.command());
    }
  }
}
