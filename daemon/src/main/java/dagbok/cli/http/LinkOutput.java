package dagbok.cli.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The body of a request on its way, plain or in chunks, buffered. It stops with {@link
 * Link.EarlyAnswerException} when the other side answers before it has all.
 */
final class LinkOutput extends OutputStream {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final byte[] LINE_END = {'\r', '\n'};

  private final Link link;
  private final boolean chunked;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
  private long written;

  LinkOutput(Link link, boolean chunked) {
    this.link = link;
    this.chunked = chunked;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int from = offset;
    while (from < offset + length) {
      int count = Math.min(offset + length - from, buffer.remaining());
      buffer.put(bytes, from, count);
      from += count;
      if (!buffer.hasRemaining()) {
        send();
      }
    }
  }

  /** Sends what is left, and the last chunk. */
  void finish() throws IOException {
    send();
    if (chunked) {
      link.write(ByteBuffer.wrap(ascii("0\r\n\r\n")));
    }
  }

  /** How many bytes of the body were sent. */
  long written() {
    return written;
  }

  private void send() throws IOException {
    int count = buffer.position();
    if (count == 0) {
      return;
    }
    if (link.hasAnswer()) {
      throw new Link.EarlyAnswerException();
    }
    if (chunked) {
      link.write(ByteBuffer.wrap(ascii(Integer.toHexString(count) + "\r\n")));
    }
    link.write(buffer.flip());
    if (chunked) {
      link.write(ByteBuffer.wrap(LINE_END));
    }
    buffer.clear();
    written += count;
    link.transfer().moved(count);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
