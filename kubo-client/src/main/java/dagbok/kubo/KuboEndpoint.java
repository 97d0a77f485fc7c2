package dagbok.kubo;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a Kubo's RPC API is.
 *
 * @param base scheme, host, port and perhaps a path that a proxy put in front of {@code /api/v0}
 * @param secret what it asks for, if anything
 */
public record KuboEndpoint(URI base, Optional<KuboSecret> secret) {
  /** Where a Kubo answers if nobody chose otherwise. */
  public static final KuboEndpoint USUAL = parse("/ip4/127.0.0.1/tcp/5001");

  /** The most characters of an address. */
  public static final int MAX_TEXT_CHARS = 512;

  private static final String API_PATH = "/api/v0";
  private static final int MAX_PORT = 65_535;

  /**
   * The endpoint at an address: an {@code http} or {@code https} URL, or a multiaddr such as {@code
   * /ip4/127.0.0.1/tcp/5001} ({@code ip4}, {@code ip6}, {@code dns}, {@code dns4}, {@code dns6}).
   *
   * @throws IllegalArgumentException with a sentence for people if it is none of them
   */
  public static KuboEndpoint parse(String address) {
    String text = address.strip();
    if (text.length() > MAX_TEXT_CHARS) {
      throw new IllegalArgumentException(
          "the address has more than " + MAX_TEXT_CHARS + " characters");
    }
    URI base = text.startsWith("/") ? ofMultiaddr(text) : ofUrl(text);
    return new KuboEndpoint(base, Optional.empty());
  }

  /** The same place, asked with {@code secret}. */
  public KuboEndpoint withSecret(KuboSecret newSecret) {
    return new KuboEndpoint(base, Optional.of(newSecret));
  }

  /** The URL of an RPC command such as {@code block/put}. */
  URI command(String command, String query) {
    String url = base + API_PATH + "/" + command;
    return URI.create(query.isEmpty() ? url : url + "?" + query);
  }

  /** The URL, for people; without the secret. */
  @Override
  public String toString() {
    return base.toString();
  }

  private static URI ofUrl(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not a URL: " + e.getReason(), e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(
          "the URL holds a password: put it in a file and name that as ipfs.kubo.secret-file");
    }
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is no address of a Kubo API: write it like http://127.0.0.1:5001"
              + " or /ip4/127.0.0.1/tcp/5001");
    }
    if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the URL has a query or a fragment: leave them out");
    }
    return base(scheme, uri.getHost(), uri.getPort(), withoutApi(uri.getRawPath()));
  }

  private static String withoutApi(String path) {
    String bare = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return bare.endsWith(API_PATH) ? bare.substring(0, bare.length() - API_PATH.length()) : bare;
  }

  private static URI ofMultiaddr(String text) {
    List<String> parts = List.of(text.substring(1).split("/", -1));
    if (parts.get(0).equals("unix")) {
      throw new IllegalArgumentException(
          "Dagbok does not speak to Kubo over a Unix socket: give its API a TCP address too,"
              + " such as /ip4/127.0.0.1/tcp/5001");
    }
    if (parts.size() < 4 || !parts.get(2).equals("tcp")) {
      throw badMultiaddr(text);
    }
    String scheme =
        switch (String.join("/", parts.subList(4, parts.size()))) {
          case "", "http" -> "http";
          case "https", "tls/http" -> "https";
          default -> throw badMultiaddr(text);
        };
    return base(scheme, host(parts.get(0), parts.get(1), text), port(parts.get(3), text), "");
  }

  /** An API that listens on every address is asked on the loopback one. */
  private static String host(String protocol, String value, String text) {
    if (value.isEmpty()) {
      throw badMultiaddr(text);
    }
    return switch (protocol) {
      case "ip4" -> value.equals("0.0.0.0") ? "127.0.0.1" : value;
      case "ip6" -> "[" + (value.equals("::") ? "::1" : value) + "]";
      case "dns", "dns4", "dns6" -> value;
      default -> throw badMultiaddr(text);
    };
  }

  private static int port(String value, String text) {
    try {
      int port = Integer.parseInt(value);
      if (port > 0 && port <= MAX_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(badMultiaddr(text).getMessage(), e);
    }
    throw badMultiaddr(text);
  }

  private static URI base(String scheme, String host, int port, String path) {
    try {
      return new URI(scheme + "://" + host + (port < 0 ? "" : ":" + port) + path);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("not an address: " + e.getMessage(), e);
    }
  }

  private static IllegalArgumentException badMultiaddr(String text) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is no address of a Kubo API: expected something like"
            + " /ip4/127.0.0.1/tcp/5001 or /dns4/kubo/tcp/5001");
  }
}
