package dagbok.block;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;

/**
 * Bytes and the CID that they hash to. The array is shared, not copied; nobody may change it.
 *
 * @param cid names the bytes; {@link #of} and {@link #checked} see to it
 */
@SuppressWarnings("ArrayRecordComponent") // equality is by CID
public record Block(Cid cid, byte[] bytes) {
  /** The most bytes of a block that Bitswap carries everywhere: 2 MiB. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /** The block of {@code bytes} under {@code codec}. */
  public static Block of(Multicodec codec, byte[] bytes) {
    return new Block(Cid.of(codec, bytes), bytes);
  }

  /**
   * The block that {@code bytes} claim to be.
   *
   * @throws IllegalArgumentException if they hash to something else
   */
  public static Block checked(Cid cid, byte[] bytes) {
    if (!cid.matches(bytes)) {
      throw new IllegalArgumentException(
          "block " + cid + " hashes to " + Cid.of(cid.codec(), bytes) + " instead");
    }
    return new Block(cid, bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Block block && cid.equals(block.cid);
  }

  @Override
  public int hashCode() {
    return cid.hashCode();
  }
}
