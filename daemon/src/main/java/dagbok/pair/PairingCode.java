package dagbok.pair;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * A one-time code such as {@code 42-K7QM-2XRD}. The two digits say which invitation is meant and
 * are no secret; the eight letters, 40 bits, are the password. Its text form hides them.
 */
public final class PairingCode {
  private static final int PLATES = 100;
  private static final int SECRET_CHARS = 8;
  private static final int GROUP_CHARS = 4;
  private static final int MAX_TEXT_CHARS = 64;

  /** Crockford's base 32: no letters that look like digits. */
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final int plate;
  private final String secret;

  private PairingCode(int plate, String secret) {
    this.plate = plate;
    this.secret = secret;
  }

  /** A new one. */
  public static PairingCode random(SecureRandom random) {
    StringBuilder secret = new StringBuilder();
    for (int i = 0; i < SECRET_CHARS; i++) {
      secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new PairingCode(random.nextInt(PLATES), secret.toString());
  }

  /**
   * The code that somebody typed, in any case, with or without strokes and spaces.
   *
   * @throws PairingException if it is none
   */
  public static PairingCode parse(String text) {
    if (text.length() > MAX_TEXT_CHARS) {
      throw new PairingException(PairingException.Reason.NO_CODE);
    }
    String letters =
        text.toUpperCase(Locale.ROOT)
            .replaceAll("[-\\s]", "")
            .replace('O', '0')
            .replace('I', '1')
            .replace('L', '1');
    if (!letters.matches("[0-9]{2}[" + ALPHABET + "]{" + SECRET_CHARS + "}")) {
      throw new PairingException(PairingException.Reason.NO_CODE);
    }
    return new PairingCode(Integer.parseInt(letters.substring(0, 2)), letters.substring(2));
  }

  /** Which invitation is meant. */
  int plate() {
    return plate;
  }

  /** The password of the exchange. */
  char[] password() {
    return secret.toCharArray();
  }

  /** As it is shown to whoever invites, and to nobody else. */
  public String shown() {
    return String.format(
        Locale.ROOT,
        "%02d-%s-%s",
        plate,
        secret.substring(0, GROUP_CHARS),
        secret.substring(GROUP_CHARS));
  }

  /** Names the public part alone. */
  @Override
  public String toString() {
    return "pairing code " + plate;
  }
}
