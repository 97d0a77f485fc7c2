package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.cid.Sha256;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import dagbok.codec.Ipld;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals what was deleted to a device of one's own, with a key that follows from the device's: AES
 * of 256 bits in GCM with a random nonce in front, bound to the entry. Thread-safe.
 */
public final class CopySeal {
  private static final byte[] DOMAIN =
      "dagbok/1/deleted-copy\0".getBytes(StandardCharsets.US_ASCII);
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /** For a device. */
  public CopySeal(KeyFolder.Key device, SecureRandom random) {
    MessageDigest digest = Sha256.digest();
    digest.update(DOMAIN);
    this.key = new SecretKeySpec(digest.digest(device.seed()), "AES");
    this.random = random;
  }

  /** Seals a payload and contents. */
  byte[] seal(Cid entry, List<byte[]> parts) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] text = DagCbor.encode(Ipld.list(parts.stream().map(Ipld::of).toList()));
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, entry, nonce).doFinal(text);
      byte[] all = Arrays.copyOf(nonce, nonce.length + sealed.length);
      System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
      return all;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java can't seal by " + CIPHER, e);
    }
  }

  /** What was sealed; empty if it was to another device, or is damaged. */
  Optional<List<byte[]>> open(Cid entry, byte[] sealed) {
    if (sealed.length < NONCE_BYTES) {
      return Optional.empty();
    }
    byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, entry, nonce)
              .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return Optional.of(parts(DagCbor.decode(text)));
    } catch (GeneralSecurityException | DecodeException e) {
      return Optional.empty();
    }
  }

  private Cipher cipher(int mode, Cid entry, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(entry.toBytes());
    return cipher;
  }

  private static List<byte[]> parts(Ipld value) {
    List<byte[]> parts = new ArrayList<>();
    if (value instanceof Ipld.Array list) {
      for (Ipld part : list.items()) {
        if (part instanceof Ipld.Bytes bytes) {
          parts.add(bytes.value());
        }
      }
    }
    return parts;
  }
}
