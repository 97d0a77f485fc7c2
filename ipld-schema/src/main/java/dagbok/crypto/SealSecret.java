package dagbok.crypto;

import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;

/**
 * The secret half of a {@link SealKey}. Immutable and thread-safe; equal only to itself, and never
 * shown.
 */
public final class SealSecret {
  /** The length of the secret. */
  public static final int BYTES = 32;

  private final X25519PrivateKeyParameters key;

  private SealSecret(X25519PrivateKeyParameters key) {
    this.key = key;
  }

  /**
   * The secret with these bytes, which should be 32 random ones.
   *
   * @throws IllegalArgumentException if there are not 32
   */
  public static SealSecret ofBytes(byte[] secret) {
    if (secret.length != BYTES) {
      throw new IllegalArgumentException("an X25519 secret has 32 bytes, not " + secret.length);
    }
    return new SealSecret(new X25519PrivateKeyParameters(secret));
  }

  /** The public half. */
  public SealKey publicKey() {
    return new SealKey(key.generatePublicKey().getEncoded());
  }

  /** The secret bytes, a copy, to be stored as a secret. */
  public byte[] secret() {
    return key.getEncoded();
  }

  /** Names the public half alone. */
  @Override
  public String toString() {
    return "secret half of " + publicKey();
  }
}
