package dagbok.schema;

import dagbok.crypto.FixedBytes;

/** The 16 bytes that keep a stub from telling what it was; random but in the root entry. */
public final class Salt extends FixedBytes {
  /** The length of a salt. */
  public static final int BYTES = 16;

  /** The root entry's: all zeros, so that the phrase alone gives the profile's name. */
  public static final Salt ZERO = new Salt(new byte[BYTES]);

  /**
   * The salt with these bytes.
   *
   * @throws IllegalArgumentException if there are not 16
   */
  public Salt(byte[] bytes) {
    super(bytes, BYTES, "a salt");
  }
}
