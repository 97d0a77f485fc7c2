package dagbok.cid;

import java.io.ByteArrayOutputStream;

/**
 * Unsigned varints of at most nine bytes, minimally encoded.
 *
 * @see <a href="https://github.com/multiformats/unsigned-varint">unsigned-varint</a>
 */
public final class Varint {
  /** The most bytes that a varint may have. */
  public static final int MAX_BYTES = 9;

  private Varint() {}

  /** A decoded number and the position of the first byte after it. */
  public record Read(long value, int next) {}

  /**
   * Reads the varint that begins at {@code offset}.
   *
   * @throws CidFormatException if it is cut off, over nine bytes, or not minimal
   */
  public static Read read(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < MAX_BYTES; i++) {
      if (offset + i >= bytes.length) {
        throw new CidFormatException("varint is cut off after " + i + " bytes");
      }
      int b = bytes[offset + i];
      value |= (long) (b & 0x7f) << (7 * i);
      if ((b & 0x80) == 0) {
        if (b == 0 && i > 0) {
          throw new CidFormatException("varint is not minimal");
        }
        return new Read(value, offset + i + 1);
      }
    }
    throw new CidFormatException("varint is longer than " + MAX_BYTES + " bytes");
  }

  /**
   * Appends {@code value} to {@code out}.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public static void write(ByteArrayOutputStream out, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a varint can't be negative: " + value);
    }
    long rest = value;
    while (rest >= 0x80) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
