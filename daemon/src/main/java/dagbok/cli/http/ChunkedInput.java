package dagbok.cli.http;

import java.io.IOException;
import java.io.InputStream;

/** A body in chunks. */
final class ChunkedInput extends InputStream {
  private static final int MAX_LINE_BYTES = 4 * 1024;
  private static final int MAX_TRAILERS = 100;
  private static final int MAX_SIZE_DIGITS = 15;

  private final InputStream in;
  private long left;
  private boolean started;
  private boolean ended;

  ChunkedInput(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (left == 0 && !ended) {
      nextChunk();
    }
    if (ended) {
      return -1;
    }
    int count = in.read(into, offset, (int) Math.min(length, left));
    if (count < 0) {
      throw new BrokenAnswerException("the connection ended within a chunk");
    }
    left -= count;
    return count;
  }

  private void nextChunk() throws IOException {
    if (started && !Head.line(in, MAX_LINE_BYTES).isEmpty()) {
      throw new BrokenAnswerException("a chunk longer than it said");
    }
    started = true;
    String size = Head.line(in, MAX_LINE_BYTES).split(";", 2)[0].strip();
    if (!size.matches("[0-9a-fA-F]{1," + MAX_SIZE_DIGITS + "}")) {
      throw new BrokenAnswerException("a chunk without a length");
    }
    left = Long.parseLong(size, 16);
    if (left == 0) {
      skipTrailers();
      ended = true;
    }
  }

  private void skipTrailers() throws IOException {
    for (int i = 0; i < MAX_TRAILERS; i++) {
      if (Head.line(in, MAX_LINE_BYTES).isEmpty()) {
        return;
      }
    }
    throw new BrokenAnswerException("more than " + MAX_TRAILERS + " trailers");
  }
}
