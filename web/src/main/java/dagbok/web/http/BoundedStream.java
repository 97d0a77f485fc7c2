package dagbok.web.http;

import dagbok.web.port.Refusal;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that refuses to give more than so many bytes. */
final class BoundedStream extends FilterInputStream {
  private final long maxBytes;
  private long seen;

  BoundedStream(InputStream in, long maxBytes) {
    super(in);
    this.maxBytes = maxBytes;
  }

  static Refusal tooLarge(long maxBytes) {
    return new Refusal(
        Refusal.Reason.TOO_LARGE,
        "the request is larger than " + maxBytes + " bytes",
        "send less in one request");
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    count(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = super.read(buffer, offset, length);
    count(Math.max(read, 0));
    return read;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(count);
    count(skipped);
    return skipped;
  }

  private void count(long bytes) {
    seen += bytes;
    if (seen > maxBytes) {
      throw tooLarge(maxBytes);
    }
  }
}
