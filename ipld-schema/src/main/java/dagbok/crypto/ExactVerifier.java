package dagbok.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The protocol's rule to the letter: computes S·B − k·A and compares its encoding with R, which
 * leaves no room for a cofactor.
 *
 * <p>BouncyCastle 1.86 can't be asked for this: it multiplies by the cofactor, so it accepts
 * signatures whose R or A has a component of small order, which the protocol refuses. Its field
 * arithmetic is used.
 */
final class ExactVerifier implements Verifier {
  private static final int HALF_BYTES = 32;

  @Override
  public boolean verify(DeviceKey key, byte[] message, Signature signature) {
    byte[] a = key.shared();
    byte[] rs = signature.shared();
    if (!Canonical.isPoint(a, 0) || Canonical.isSmallOrder(a) || !Canonical.isPoint(rs, 0)) {
      return false;
    }
    BigInteger s = Canonical.number(rs, HALF_BYTES);
    if (s.compareTo(Canonical.ORDER) >= 0) {
      return false;
    }
    Edwards25519 point = Edwards25519.decode(a);
    if (point == null) {
      return false;
    }
    byte[] r = point.negated().timesPlusBase(challenge(rs, a, message), s).encode();
    return Arrays.equals(r, 0, HALF_BYTES, rs, 0, HALF_BYTES);
  }

  private static BigInteger challenge(byte[] rs, byte[] a, byte[] message) {
    MessageDigest digest = sha512();
    digest.update(rs, 0, HALF_BYTES);
    digest.update(a);
    byte[] hash = digest.digest(message);
    BigInteger low = Canonical.number(hash, 0);
    BigInteger high = Canonical.number(hash, HALF_BYTES);
    return high.shiftLeft(256).add(low).mod(Canonical.ORDER);
  }

  private static MessageDigest sha512() {
    try {
      return MessageDigest.getInstance("SHA-512");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-512", e);
    }
  }
}
