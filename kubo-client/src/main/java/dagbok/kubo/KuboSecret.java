package dagbok.kubo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * What Kubo asks for before it answers ({@code API.Authorizations}). Never shown: its text form is
 * the same for all.
 */
public final class KuboSecret {
  /** The most bytes of a file that holds a secret. */
  public static final int MAX_FILE_BYTES = 4096;

  private final String header;

  private KuboSecret(String header) {
    this.header = header;
  }

  /**
   * The secret in one of the forms that Kubo's configuration has: {@code bearer:TOKEN}, {@code
   * basic:USER:PASSWORD}, {@code basic:BASE64} or a bare token.
   *
   * @throws IllegalArgumentException if it is none of them; the message does not repeat it
   */
  public static KuboSecret of(String text) {
    String secret = text.strip();
    if (secret.isEmpty() || secret.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("the RPC secret is empty or not one line of ASCII");
    }
    int colon = secret.indexOf(':');
    String kind = colon < 0 ? "bearer" : secret.substring(0, colon);
    String value = secret.substring(colon + 1);
    return switch (kind) {
      case "bearer" -> new KuboSecret("Bearer " + value);
      case "basic" -> new KuboSecret("Basic " + (value.contains(":") ? base64(value) : value));
      default ->
          throw new IllegalArgumentException(
              "the RPC secret begins with neither \"bearer:\" nor \"basic:\"");
    };
  }

  private static String base64(String userAndPassword) {
    return Base64.getEncoder().encodeToString(userAndPassword.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The secret in a file, as {@link #of} takes it.
   *
   * @throws IOException if the file cannot be read or has more than {@link #MAX_FILE_BYTES}
   */
  public static KuboSecret read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_FILE_BYTES + 1);
      if (bytes.length > MAX_FILE_BYTES) {
        throw new IOException(
            file + " is over " + MAX_FILE_BYTES + " bytes, too long for a secret");
      }
      return of(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** The value of the Authorization header. */
  String header() {
    return header;
  }

  @Override
  public String toString() {
    return "(secret)";
  }
}
