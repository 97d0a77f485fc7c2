package dagbok.cid;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 as the JDK has it, which every JDK must. Thread-safe. */
public final class Sha256 {
  /** The length of a digest. */
  public static final int BYTES = 32;

  private Sha256() {}

  /** The digest of {@code data}. */
  public static byte[] of(byte[] data) {
    return digest().digest(data);
  }

  /** A fresh digest, for streams; not thread-safe. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }
}
