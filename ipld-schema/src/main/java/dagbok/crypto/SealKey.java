package dagbok.crypto;

/** An X25519 public key, 32 bytes: where what is meant for one device alone is sealed to. */
public final class SealKey extends FixedBytes {
  /** The length of a key. */
  public static final int BYTES = 32;

  /**
   * The key with these bytes.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public SealKey(byte[] bytes) {
    super(bytes, BYTES, "an X25519 public key");
  }
}
