package dagbok.crypto;

/**
 * Says whether a signature is right, by one rule that is the same everywhere, since two verifiers
 * that disagree split the network: Ed25519 without cofactor; A, R and S canonically encoded; A not
 * of small order. Every implementation must pass the vectors in {@code ed25519/vectors.txt}.
 *
 * <p>Implementations are thread-safe.
 *
 * @see <a href="https://eprint.iacr.org/2020/1244">Taming the many EdDSAs</a>, on how they differ
 */
public interface Verifier {
  /** Whether {@code signature} is one by {@code key} over {@code message}. Never throws. */
  boolean verify(DeviceKey key, byte[] message, Signature signature);

  /**
   * A verifier to use, and to share: it remembers keys, up to a bound, and is three times as fast
   * for those that come again.
   */
  static Verifier ed25519() {
    return new KeepingVerifier();
  }
}
