package dagbok.web.media;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * {@code Content-Disposition}: whether to show or to save, and under which name.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6266">RFC 6266</a>
 */
final class Disposition {
  private static final int MAX_NAME_CHARS = 120;

  private Disposition() {}

  static String of(boolean inline, String claimedName) {
    String name = harmless(claimedName);
    String ascii = name.replaceAll("[^a-zA-Z0-9._ -]", "_");
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return (inline ? "inline" : "attachment")
        + "; filename=\""
        + ascii
        + "\"; filename*=UTF-8''"
        + encoded.replace("*", "%2A");
  }

  /** No folders, no control characters, none that turn the direction of writing, no hidden file. */
  static String harmless(String claimed) {
    String name =
        claimed
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}/\\\\:*?\"<>|]", "_")
            .strip()
            .replaceFirst("^\\.+", "");
    int start = Math.max(0, name.length() - MAX_NAME_CHARS);
    if (start > 0 && Character.isLowSurrogate(name.charAt(start))) {
      start++;
    }
    return name.isEmpty() ? "file" : name.substring(start);
  }
}
