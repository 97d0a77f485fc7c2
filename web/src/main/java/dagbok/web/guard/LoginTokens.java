package dagbok.web.guard;

import dagbok.cid.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens that each give one session, once, for a short time. Kept as hashes. Thread-safe. */
public final class LoginTokens {
  /** How long a token can be used. */
  public static final Duration LIFETIME = Duration.ofMinutes(10);

  /** The most tokens that are out at a time; the oldest gives way. */
  static final int MAX_OUT = 16;

  private static final int MAX_TOKEN_CHARS = 128;

  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Instant> out = new LinkedHashMap<>();

  /** With the clock that they run out by. */
  public LoginTokens(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  /** A new token. */
  public synchronized String mint() {
    if (out.size() >= MAX_OUT) {
      out.remove(out.keySet().iterator().next());
    }
    String token = Secrets.token(random);
    out.put(hash(token), clock.instant().plus(LIFETIME));
    return token;
  }

  /** Whether {@code token} was out; it no longer is. */
  public synchronized boolean redeem(String token) {
    if (token.length() > MAX_TOKEN_CHARS) {
      return false;
    }
    Instant end = out.remove(hash(token));
    return end != null && clock.instant().isBefore(end);
  }

  private static String hash(String token) {
    return HexFormat.of().formatHex(Sha256.of(token.getBytes(StandardCharsets.UTF_8)));
  }
}
