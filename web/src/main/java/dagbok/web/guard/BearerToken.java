package dagbok.web.guard;

import dagbok.web.http.Call;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The token that opens the API over TCP: whoever can read its file may use it. Immutable. */
public final class BearerToken {
  /** The name of its file among the secrets. */
  public static final String FILE = "api-token";

  private static final String SCHEME = "Bearer ";

  private final Path file;
  private final byte[] token;

  /** The one among {@code secrets}. */
  public BearerToken(Secrets secrets) throws IOException {
    this.file = secrets.file(FILE);
    this.token = secrets.get(FILE).getBytes(StandardCharsets.UTF_8);
  }

  /** Where it can be read. */
  public Path file() {
    return file;
  }

  /** Whether the request carries it. */
  public boolean isCarriedBy(Call call) {
    String given = call.header("Authorization").orElse("");
    if (!given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return false;
    }
    byte[] bytes = given.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
    return MessageDigest.isEqual(bytes, token);
  }
}
