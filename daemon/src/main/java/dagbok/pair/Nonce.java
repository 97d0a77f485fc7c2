package dagbok.pair;

import dagbok.cid.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;

/**
 * Random bytes of each side that go into the words. The joiner commits itself to its own before it
 * sees the inviter's, and shows them after, so that neither side, nor who stands between, can
 * choose theirs to suit: the words are one draw out of 2⁴⁴.
 */
final class Nonce {
  static final int BYTES = 32;

  private static final byte[] LABEL = "dagbok/2/pair/commit".getBytes(StandardCharsets.US_ASCII);

  private Nonce() {}

  static byte[] random(SecureRandom random) {
    byte[] nonce = new byte[BYTES];
    random.nextBytes(nonce);
    return nonce;
  }

  /** What commits a joiner that answers {@code opening} with {@code meeting} to its nonce. */
  static byte[] commitment(byte[] opening, byte[] meeting, byte[] nonce) {
    return digest(LABEL, opening, meeting, nonce);
  }

  /**
   * Gives a nonce as it came.
   *
   * @throws PairingException if it has not the length of one
   */
  static byte[] checked(byte[] nonce) {
    if (nonce.length != BYTES) {
      throw new PairingException(PairingException.Reason.GARBLED);
    }
    return nonce;
  }

  /** The digest of these parts, each behind its length. */
  static byte[] digest(byte[]... parts) {
    MessageDigest digest = Sha256.digest();
    for (byte[] part : parts) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
      digest.update(part);
    }
    return digest.digest();
  }
}
