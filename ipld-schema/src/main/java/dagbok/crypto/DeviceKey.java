package dagbok.crypto;

/**
 * An Ed25519 public key, 32 bytes: what a grant puts in force, or the profile key. Any 32 bytes are
 * taken; with those that are no usable key, no signature is ever accepted.
 */
public final class DeviceKey extends FixedBytes {
  /** The length of a key. */
  public static final int BYTES = 32;

  /**
   * The key with these bytes.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public DeviceKey(byte[] bytes) {
    super(bytes, BYTES, "an Ed25519 public key");
  }
}
