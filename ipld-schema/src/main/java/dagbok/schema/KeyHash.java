package dagbok.schema;

import dagbok.cid.Sha256;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.FixedBytes;

/** The sha2-256 digest of a key that may succeed the profile key, in a later version. */
public final class KeyHash extends FixedBytes {
  /** The length of a digest. */
  public static final int BYTES = Sha256.BYTES;

  /**
   * The digest with these bytes.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public KeyHash(byte[] bytes) {
    super(bytes, BYTES, "a hash of a key");
  }

  /** The digest of {@code key}. */
  public static KeyHash of(DeviceKey key) {
    return new KeyHash(Sha256.of(key.toBytes()));
  }
}
