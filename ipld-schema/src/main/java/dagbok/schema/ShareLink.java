package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What people share: {@code dagbok:<root CID>}, with {@code ?peer=<multiaddr or URL>} and {@code
 * &peer=…} for places where the profile can be had. The same text makes the QR code.
 *
 * @param peers addresses as text, not checked further
 */
public record ShareLink(ProfileId profile, List<String> peers) {
  /** The most characters of a link. */
  public static final int MAX_CHARS = 8192;

  /** The most bytes of one address. */
  public static final int MAX_PEER_BYTES = 1024;

  private static final String SCHEME = "dagbok:";
  private static final String PEER = "peer=";

  /** What may stand in a query as it is; all else, {@code & # % +} above all, is escaped. */
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?@[]!$'()*,;=";

  /** Checks the addresses' length. */
  public ShareLink {
    peers = List.copyOf(peers);
    peers.forEach(peer -> Form.text("peer", peer, MAX_PEER_BYTES));
  }

  /**
   * The link that {@code text} is; {@code dagbok:} in front may be missing, and other parameters
   * than {@code peer} are ignored.
   *
   * @throws IllegalArgumentException if it names no profile, or exceeds a bound
   */
  public static ShareLink parse(String text) {
    String stripped = text.strip();
    if (stripped.length() > MAX_CHARS) {
      throw new CidFormatException("link longer than " + MAX_CHARS + " characters");
    }
    int mark = stripped.indexOf('?');
    String name = mark < 0 ? stripped : stripped.substring(0, mark);
    List<String> peers = new ArrayList<>();
    if (mark >= 0) {
      for (String parameter : stripped.substring(mark + 1).split("&", -1)) {
        if (parameter.toLowerCase(Locale.ROOT).startsWith(PEER)) {
          peers.add(unescape(parameter.substring(PEER.length())));
        }
      }
    }
    return new ShareLink(new ProfileId(Cid.parse(name)), peers);
  }

  /** The text to share. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(SCHEME).append(profile);
    char separator = '?';
    for (String peer : peers) {
      text.append(separator).append(PEER).append(escape(peer));
      separator = '&';
    }
    return text.toString();
  }

  private static String escape(String value) {
    StringBuilder escaped = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (PLAIN.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append('%').append(String.format(Locale.ROOT, "%02X", b));
      }
    }
    return escaped.toString();
  }

  private static String unescape(String value) {
    byte[] escaped = value.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream plain = new ByteArrayOutputStream(escaped.length);
    for (int i = 0; i < escaped.length; i++) {
      if (escaped[i] != '%') {
        plain.write(escaped[i]);
        continue;
      }
      int high = i + 2 < escaped.length ? Character.digit(escaped[i + 1], 16) : -1;
      int low = high < 0 ? -1 : Character.digit(escaped[i + 2], 16);
      Form.that(low >= 0, "two hexadecimal digits after %", value);
      plain.write(high << 4 | low);
      i += 2;
    }
    return plain.toString(StandardCharsets.UTF_8);
  }
}
