package dagbok.kubo;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** The answer to a call, from its head on. Whoever has it closes it. */
final class RpcAnswer implements AutoCloseable {
  /** The most bytes of an answer that is read as one value. */
  static final int MAX_VALUE_BYTES = 16 * 1024 * 1024;

  private final RpcExchange exchange;
  private final AnswerStream body;

  /** An answer that is a success, as far as its head tells. */
  RpcAnswer(RpcExchange exchange, InputStream body) {
    this.exchange = exchange;
    this.body = new AnswerStream(exchange, body);
  }

  /** The bytes, for whoever closes them instead of this. */
  InputStream stream() {
    return body;
  }

  /** How many bytes the stream will have, if Kubo said so. */
  OptionalLong announcedLength() {
    String text = exchange.response().getHeaders().get("X-Content-Length");
    return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
  }

  /** The values of the answer, one a line, as they come. */
  JsonLines lines() {
    return new JsonLines(body, exchange);
  }

  /** All bytes, at most {@code maxBytes}; closes the answer. */
  byte[] bytes(int maxBytes) {
    try (body) {
      byte[] bytes = body.readNBytes(maxBytes + 1);
      if (bytes.length > maxBytes) {
        throw Failures.unexpected(
            "Kubo's answer to " + exchange.command() + " is over " + maxBytes + " bytes");
      }
      return bytes;
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** The answer as one value; closes it. */
  JsonNode json() {
    return Json.parse(bytes(MAX_VALUE_BYTES));
  }

  /** Reads the answer to its end, for what it says there, and closes it. */
  void end() {
    bytes(MAX_VALUE_BYTES);
  }

  private KuboException failure(IOException e) {
    return Failures.unwrap(e, exchange.endpoint(), exchange.command());
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException e) {
      throw failure(e);
    }
  }
}
