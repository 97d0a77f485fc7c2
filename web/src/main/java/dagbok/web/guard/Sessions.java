package dagbok.web.guard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Sessions of this machine's user, each a signed cookie: when it ends, a nonce, and a MAC under the
 * installation's key. So they outlive a restart and nothing is stored; deleting the key's file and
 * starting again ends them all. Thread-safe.
 */
public final class Sessions {
  /** How long a session lasts without use. */
  public static final Duration LIFETIME = Duration.ofDays(30);

  /** The name of the key's file among the secrets. */
  static final String KEY_FILE = "session-key";

  private static final int NONCE_BYTES = 16;
  private static final int MAC_BYTES = 32;
  private static final int BODY_BYTES = Long.BYTES + NONCE_BYTES;
  private static final int NAME_BYTES = 4;

  private final byte[] key;
  private final String cookieName;
  private final Clock clock;
  private final SecureRandom random;

  /** With the key among {@code secrets}. */
  public Sessions(Secrets secrets, Clock clock, SecureRandom random) throws IOException {
    this.key = secrets.get(KEY_FILE).getBytes(StandardCharsets.UTF_8);
    byte[] name = Hmac.of(key, "cookie".getBytes(StandardCharsets.UTF_8));
    this.cookieName = "dagbok-" + HexFormat.of().formatHex(name, 0, NAME_BYTES);
    this.clock = clock;
    this.random = random;
  }

  /** The cookie's name. Cookies ignore ports, so it differs from installation to installation. */
  public String cookieName() {
    return cookieName;
  }

  /** The {@code Set-Cookie} field that begins a session. */
  public String begin() {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    long end = clock.instant().plus(LIFETIME).getEpochSecond();
    byte[] body = ByteBuffer.allocate(BODY_BYTES).putLong(end).put(nonce).array();
    byte[] whole = Arrays.copyOf(body, BODY_BYTES + MAC_BYTES);
    System.arraycopy(Hmac.of(key, body), 0, whole, BODY_BYTES, MAC_BYTES);
    String value = Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict"
        .formatted(cookieName, value, LIFETIME.toSeconds());
  }

  /** Whether the cookie's value is that of a session that has not ended. */
  public boolean isValid(String value) {
    return end(value).filter(end -> clock.instant().getEpochSecond() < end).isPresent();
  }

  /** Whether a session has lasted so long that it should begin anew when it is used. */
  public boolean isAging(String value) {
    long halfway = clock.instant().plus(LIFETIME.dividedBy(2)).getEpochSecond();
    return end(value).filter(end -> end < halfway).isPresent();
  }

  private Optional<Long> end(String value) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(value);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (whole.length != BODY_BYTES + MAC_BYTES) {
      return Optional.empty();
    }
    byte[] body = Arrays.copyOf(whole, BODY_BYTES);
    byte[] mac = Arrays.copyOfRange(whole, BODY_BYTES, whole.length);
    return MessageDigest.isEqual(mac, Hmac.of(key, body))
        ? Optional.of(ByteBuffer.wrap(body).getLong())
        : Optional.empty();
  }
}
