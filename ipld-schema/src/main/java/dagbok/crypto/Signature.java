package dagbok.crypto;

/** An Ed25519 signature, 64 bytes: R and S. Whether it is right, a {@link Verifier} says. */
public final class Signature extends FixedBytes {
  /** The length of a signature. */
  public static final int BYTES = 64;

  /**
   * The signature with these bytes.
   *
   * @throws IllegalArgumentException if there are not 64
   */
  public Signature(byte[] bytes) {
    super(bytes, BYTES, "an Ed25519 signature");
  }
}
