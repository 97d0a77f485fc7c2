package dagbok.web.text;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.util.Locale;
import java.util.Optional;

/** Where a link in a stranger's text may lead: the web, mail, or something on IPFS. */
final class Links {
  private static final int MAX_CHARS = 4_096;
  private static final int MAX_HOST_CHARS = 100;

  private Links() {}

  /** The address to use in a page; none if the link is not to be followed. */
  static Optional<String> safe(String url) {
    String stripped = url.strip();
    String lower = stripped.toLowerCase(Locale.ROOT);
    if (stripped.length() > MAX_CHARS) {
      return Optional.empty();
    }
    if (lower.startsWith("http://")
        || lower.startsWith("https://")
        || lower.startsWith("mailto:")) {
      return Optional.of(stripped);
    }
    if (lower.startsWith("dagbok:")) {
      return cid(stripped).map(cid -> "/p/" + cid);
    }
    return cid(stripped).map(cid -> "/inspect/" + cid);
  }

  /** The CID that an {@code ipfs://}, {@code /ipfs/} or {@code dagbok:} address names. */
  static Optional<Cid> cid(String url) {
    boolean tooLong = url.length() > MAX_CHARS;
    if (tooLong) {
      return Optional.empty();
    }
    String lower = url.toLowerCase(Locale.ROOT);
    if (!lower.startsWith("ipfs://")
        && !lower.startsWith("/ipfs/")
        && !lower.startsWith("dagbok:")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Cid.parse(url.replaceFirst("[?#].*", "").replaceFirst("/+$", "")));
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  /** What to call the place that a link leads to. */
  static String host(String url) {
    String start = url.substring(0, Math.min(url.length(), MAX_HOST_CHARS));
    String rest = start.replaceFirst("^[a-zA-Z]+:/*", "");
    return rest.replaceFirst("[/?#].*", "");
  }
}
