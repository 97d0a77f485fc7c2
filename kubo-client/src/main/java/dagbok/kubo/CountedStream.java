package dagbok.kubo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** A stream that must have as many bytes as were announced, if any were. */
final class CountedStream extends FilterInputStream {
  private final OptionalLong announced;
  private long count;

  CountedStream(InputStream in, OptionalLong announced) {
    super(in);
    this.announced = announced;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int got = super.read(bytes, offset, length);
    if (got > 0) {
      count += got;
    } else if (got < 0 && announced.isPresent() && count != announced.getAsLong()) {
      throw new IOException(
          Failures.unexpected(
              "Kubo sent " + count + " of " + announced.getAsLong() + " bytes that it announced"));
    }
    return got;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] ignored = new byte[(int) Math.min(count, 8 * 1024)];
    return count <= 0 ? 0 : Math.max(0, read(ignored, 0, ignored.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
