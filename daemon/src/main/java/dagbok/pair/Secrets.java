package dagbok.pair;

import dagbok.cid.Sha256;
import dagbok.crypto.CompareWords;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/**
 * What follows from the key that both sides have, and from all that they said: a key for each
 * direction (ChaCha20-Poly1305), and the words to compare.
 */
final class Secrets {
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final String CIPHER = "ChaCha20-Poly1305";

  private final byte[] toInviter;
  private final byte[] toJoiner;
  private final List<String> words;

  private Secrets(byte[] toInviter, byte[] toJoiner, List<String> words) {
    this.toInviter = toInviter;
    this.toJoiner = toJoiner;
    this.words = words;
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
      return ("dagbok/1/pair/" + number).getBytes(StandardCharsets.US_ASCII);
    }
  }

  /** From the exchange's key, and the messages before in order. */
  static Secrets of(BigInteger material, byte[]... transcript) {
    MessageDigest digest = Sha256.digest();
    for (byte[] message : transcript) {
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(message.length).array());
      digest.update(message);
    }
    byte[] salt = digest.digest();
    byte[] key = material.toByteArray();
    return new Secrets(
        derived(key, salt, "inviter"),
        derived(key, salt, "joiner"),
        CompareWords.of(derived(key, salt, "words")));
  }

  private static byte[] derived(byte[] key, byte[] salt, String purpose) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(new SHA256Digest());
    byte[] info = ("dagbok/1/pair/" + purpose).getBytes(StandardCharsets.US_ASCII);
    generator.init(new HKDFParameters(key, salt, info));
    byte[] bytes = new byte[KEY_BYTES];
    int unused = generator.generateBytes(bytes, 0, KEY_BYTES);
    return bytes;
  }

  List<String> words() {
    return words;
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
