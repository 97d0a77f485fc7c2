package dagbok.crypto;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * The secret half of a {@link DeviceKey}: an Ed25519 key from its seed. Immutable and thread-safe;
 * equal only to itself, and never shown.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8032">RFC 8032</a>
 */
public final class SigningKey {
  /** The length of a seed. */
  public static final int SEED_BYTES = 32;

  private final byte[] seed;
  private final DeviceKey publicKey;

  private SigningKey(byte[] seed) {
    this.seed = seed;
    byte[] bytes = new byte[DeviceKey.BYTES];
    Ed25519.generatePublicKey(seed, 0, bytes, 0);
    this.publicKey = new DeviceKey(bytes);
  }

  /**
   * The key that grows from {@code seed}, which should be random or a phrase's entropy.
   *
   * @throws IllegalArgumentException if it has not 32 bytes
   */
  public static SigningKey ofSeed(byte[] seed) {
    if (seed.length != SEED_BYTES) {
      throw new IllegalArgumentException("an Ed25519 seed has 32 bytes, not " + seed.length);
    }
    return new SigningKey(seed.clone());
  }

  /** The public half. */
  public DeviceKey publicKey() {
    return publicKey;
  }

  /** The seed, a copy, to be stored as a secret. */
  public byte[] seed() {
    return seed.clone();
  }

  /** The one signature over {@code message}: Ed25519 has no randomness in signing. */
  public Signature sign(byte[] message) {
    byte[] signature = new byte[Signature.BYTES];
    byte[] key = publicKey.shared();
    Ed25519.sign(seed, 0, key, 0, message, 0, message.length, signature, 0);
    return new Signature(signature);
  }

  /** Names the public half alone. */
  @Override
  public String toString() {
    return "secret half of " + publicKey;
  }
}
