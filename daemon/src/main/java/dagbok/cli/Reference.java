package dagbok.cli;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What somebody gives to name a profile, an entry or any object: a CID in any base, {@code ipfs://}
 * or {@code dagbok:} and a CID, or a local short name of a profile. Only its wrapping is taken off
 * here; what it stands for the daemon knows.
 *
 * @param name the CID or short name
 * @param peers the addresses that a share link brings along
 */
record Reference(String name, List<String> peers) {
  private static final int MAX_CHARS = 4_096;
  private static final List<String> WRAPPINGS =
      List.of("dagbok://", "dagbok:", "ipfs://", "/ipfs/");

  /**
   * Takes the wrapping off.
   *
   * @throws Failure if nothing is left or it can be no name
   */
  static Reference parse(String text) {
    String bare = text.strip();
    String lower = bare.toLowerCase(Locale.ROOT);
    for (String wrapping : WRAPPINGS) {
      if (lower.startsWith(wrapping)) {
        bare = bare.substring(wrapping.length());
        break;
      }
    }
    int query = bare.indexOf('?');
    String name = query < 0 ? bare : bare.substring(0, query);
    name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
    if (name.isBlank() || name.contains("/") || name.matches("\\.+") || text.length() > MAX_CHARS) {
      throw new Failure(
          ExitCode.USAGE,
          "'" + shown(text) + "' is neither a CID nor a profile's short name",
          "run 'dagbok profile list' for names and CIDs");
    }
    return new Reference(name, query < 0 ? List.of() : peers(bare.substring(query + 1)));
  }

  /** The name as a segment of a path. */
  String segment() {
    return encoded(name);
  }

  /** Any text as a segment of a path or a value in a query. */
  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static List<String> peers(String query) {
    List<String> peers = new ArrayList<>();
    for (String field : query.split("&", -1)) {
      if (field.startsWith("peer=") && field.length() > "peer=".length()) {
        peers.add(decoded(field.substring("peer=".length())));
      }
    }
    return List.copyOf(peers);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** As far as it goes into a line. */
  static String shown(String text) {
    return text.length() <= 100 ? text : text.substring(0, 100) + "…";
  }
}
