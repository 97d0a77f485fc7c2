package dagbok.crypto;

import com.google.common.io.BaseEncoding;
import java.util.Arrays;

/**
 * A byte string whose kind fixes its length. Equal to another of the same kind with the same bytes.
 * Immutable: bytes are copied in and out.
 */
public abstract class FixedBytes {
  private final byte[] bytes;

  /**
   * Copies {@code bytes}.
   *
   * @param what the kind, for the message
   * @throws IllegalArgumentException if there are not exactly {@code length}
   */
  protected FixedBytes(byte[] bytes, int length, String what) {
    if (bytes.length != length) {
      throw new IllegalArgumentException(what + " has " + length + " bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** The bytes, a copy. */
  public final byte[] toBytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for readers in this package that change nothing. */
  final byte[] shared() {
    return bytes;
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof FixedBytes that
        && getClass() == that.getClass()
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public final int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The bytes in hexadecimal. */
  @Override
  public final String toString() {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }
}
