package dagbok.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where an HTTP API is, as somebody wrote it and as a URL.
 *
 * @see <a href="https://github.com/multiformats/multiaddr">multiaddr</a>
 */
record ApiAddress(String text, URI url) {
  private static final int MAX_CHARS = 512;
  private static final Set<String> HOST_PROTOCOLS = Set.of("ip4", "ip6", "dns", "dns4", "dns6");

  /**
   * Reads a URL ({@code http}, {@code https}) or a multiaddr of a TCP port.
   *
   * @throws IllegalArgumentException if it is neither
   */
  static ApiAddress parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("longer than " + MAX_CHARS + " characters");
    }
    return new ApiAddress(text, text.startsWith("/") ? ofMultiaddr(text) : ofUrl(text));
  }

  private static URI ofUrl(String text) {
    URI url = URI.create(text);
    String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
    if (!Set.of("http", "https").contains(scheme) || url.getHost() == null) {
      throw new IllegalArgumentException(text);
    }
    return url;
  }

  private static URI ofMultiaddr(String text) {
    List<String> parts = List.of(text.substring(1).split("/", -1));
    boolean plain = parts.size() == 4 || (parts.size() == 5 && isHttp(parts.get(4)));
    if (!plain || !HOST_PROTOCOLS.contains(parts.get(0)) || !parts.get(2).equals("tcp")) {
      throw new IllegalArgumentException(text);
    }
    String scheme = parts.size() == 5 ? parts.get(4) : "http";
    String host = parts.get(0).equals("ip6") ? "[" + parts.get(1) + "]" : parts.get(1);
    try {
      URI url =
          new URI(
              scheme, null, host, ValueType.port().parser().apply(parts.get(3)), "", null, null);
      return url.parseServerAuthority();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(text, e);
    }
  }

  private static boolean isHttp(String protocol) {
    return protocol.equals("http") || protocol.equals("https");
  }
}
