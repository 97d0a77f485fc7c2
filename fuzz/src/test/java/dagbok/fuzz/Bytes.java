package dagbok.fuzz;

import java.util.Arrays;

/** A fuzzer's bytes as choices, from the front; zeros when they are used up. */
public final class Bytes {
  private final byte[] data;
  private int position;

  /** All of {@code data}. */
  public Bytes(byte[] data) {
    this.data = data;
  }

  /** Whether there are bytes left. */
  public boolean hasMore() {
    return position < data.length;
  }

  /** The next byte, 0 to 255. */
  public int next() {
    return position < data.length ? data[position++] & 0xff : 0;
  }

  /** A choice from 0 to {@code bound} − 1, made by one byte. */
  public int next(int bound) {
    return next() % bound;
  }

  /** Up to so many bytes. */
  public byte[] take(int count) {
    int from = Math.min(position, data.length);
    position = Math.min(data.length, from + count);
    return Arrays.copyOfRange(data, from, position);
  }
}
