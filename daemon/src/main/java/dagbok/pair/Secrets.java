package dagbok.pair;

import dagbok.crypto.CompareWords;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * What follows from the key that both sides have, and from what they said: a key for each direction
 * (ChaCha20-Poly1305). The words to compare follow from the key and the nonces of both.
 */
final class Secrets {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final String CIPHER = "ChaCha20-Poly1305";

  private final byte[] toInviter;
  private final byte[] toJoiner;

  private Secrets(byte[] toInviter, byte[] toJoiner) {
    this.toInviter = toInviter;
    this.toJoiner = toJoiner;
  }

  /** A sealed message; each kind is sealed once in a session, so its number is the nonce. */
  enum Kind {
    TERMS(0),
    REQUEST(1),
    VERDICT(2);

    private final int number;

    Kind(int number) {
      this.number = number;
    }

    private byte[] nonce() {
      return ByteBuffer.allocate(NONCE_BYTES).putInt(number).array();
    }

    private byte[] said() {
      return ("dagbok/2/pair/" + number).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** From the exchange's key, and the messages before in order. */
  static Secrets of(BigInteger material, byte[]... transcript) {
    return new Secrets(
        derived(material, "inviter", transcript), derived(material, "joiner", transcript));
  }

  /** The words to compare; the messages with the commitment and the nonces are among these. */
  static List<String> words(BigInteger material, byte[]... transcript) {
    return CompareWords.of(derived(material, "words", transcript));
  }

  private static byte[] derived(BigInteger material, String purpose, byte[]... transcript) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = ("dagbok/2/pair/" + purpose).getBytes(StandardCharsets.US_ASCII);
    generator.init(new HKDFParameters(material.toByteArray(), Nonce.digest(transcript), info));
    byte[] bytes = new byte[KEY_BYTES];
    int unused = generator.generateBytes(bytes, 0, KEY_BYTES);
    return bytes;
  }

  byte[] seal(Kind kind, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, kind).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(CIPHER + " is part of every JDK", e);
    }
  }

  /**
   * What was sealed.
   *
   * @throws PairingException if it was changed, or sealed with another key
   */
  byte[] open(Kind kind, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, kind).doFinal(sealed);
    } catch (GeneralSecurityException e) {
      throw new PairingException(PairingException.Reason.GARBLED, e);
    }
  }

  private Cipher cipher(int mode, Kind kind) throws GeneralSecurityException {
    byte[] key = kind == Kind.REQUEST ? toInviter : toJoiner;
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(kind.nonce()));
    cipher.updateAAD(kind.said());
    return cipher;
  }
}
