package dagbok.crypto;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The protocol's rule to the letter: computes S·B − k·A and compares its encoding with R, which
 * leaves no room for a cofactor. Keeps nothing.
 *
 * <p>BouncyCastle 1.86 can't be asked for this: it multiplies by the cofactor, so it accepts
 * signatures whose R or A has a component of small order, which the protocol refuses. Its field
 * arithmetic is used.
 */
final class ExactVerifier implements Verifier {
  private static final int HALF_BYTES = 32;

  @Override
  public boolean verify(DeviceKey key, byte[] message, Signature signature) {
    Edwards25519 minusA = minusA(key);
    return minusA != null && holds(minusA, key, message, signature);
  }

  /** −A, or null if {@code key} is none that the rule takes. */
  static @Nullable Edwards25519 minusA(DeviceKey key) {
    byte[] a = key.shared();
    if (!Canonical.isPoint(a, 0) || Canonical.isSmallOrder(a)) {
      return null;
    }
    Edwards25519 point = Edwards25519.decode(a);
    return point == null ? null : point.negated();
  }

  /** Whether the rule holds with {@code minusA}, that of {@code key}. */
  static boolean holds(Multiples minusA, DeviceKey key, byte[] message, Signature signature) {
    byte[] rs = signature.shared();
    if (!Canonical.isPoint(rs, 0)) {
      return false;
    }
    BigInteger s = Canonical.number(rs, HALF_BYTES);
    if (s.compareTo(Canonical.ORDER) >= 0) {
      return false;
    }
    byte[] r = minusA.timesPlusBase(challenge(rs, key.shared(), message), s).encode();
    return Arrays.equals(r, 0, HALF_BYTES, rs, 0, HALF_BYTES);
  }

  /** The k of the signature that begins with R: a hash over R, A and the message. */
  static BigInteger challenge(byte[] rs, byte[] a, byte[] message) {
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
