package dagbok.publish;

import dagbok.cid.Sha256;
import dagbok.crypto.SealSecret;
import dagbok.crypto.SigningKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The X25519 secret of a device follows from its signing key, so that one file holds both. */
public final class Seals {
  private static final byte[] DOMAIN = "dagbok/1/seal\0".getBytes(StandardCharsets.US_ASCII);

  private Seals() {}

  /** The secret half of what is sealed to a device. */
  public static SealSecret of(SigningKey device) {
    MessageDigest digest = Sha256.digest();
    digest.update(DOMAIN);
    return SealSecret.ofBytes(digest.digest(device.seed()));
  }
}
