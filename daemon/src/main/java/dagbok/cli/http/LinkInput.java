package dagbok.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The bytes that come over a link, buffered. */
final class LinkInput extends InputStream {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Link link;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).flip();

  LinkInput(Link link) {
    this.link = link;
  }

  @Override
  public int read() throws IOException {
    return fill() ? buffer.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, buffer.remaining());
    buffer.get(into, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    if (buffer.hasRemaining()) {
      return true;
    }
    buffer.clear();
    int count = link.read(buffer);
    buffer.flip();
    return count > 0;
  }
}
