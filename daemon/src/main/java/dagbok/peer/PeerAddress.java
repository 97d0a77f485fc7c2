package dagbok.peer;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a peer answers over HTTP.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65,535
 * @param id who is expected there, if it was said
 */
public record PeerAddress(String host, int port, Optional<PeerId> id) {
  /** The most characters of an address as text. */
  public static final int MAX_CHARS = 1024;

  private static final int MAX_PORT = 65_535;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:%-]{1,253}");
  private static final List<String> HOST_PROTOCOLS = List.of("ip4", "ip6", "dns", "dns4", "dns6");

  /** Checks its form. */
  public PeerAddress {
    if (!HOST.matcher(host).matches() || port < 1 || port > MAX_PORT) {
      throw new IllegalArgumentException("\"" + host + "\", port " + port);
    }
  }

  /** Whether {@code text} is meant for HTTP: a URL, or a multiaddr that says so. */
  public static boolean isHttp(String text) {
    return text.startsWith("http://") || (text.startsWith("/") && (text + "/").contains("/http/"));
  }

  /**
   * Reads {@code http://host:port}, or a multiaddr such as {@code /ip4/10.0.0.2/tcp/8471/http} with
   * or without {@code /p2p/} and the peer's id behind it.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static PeerAddress parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("an address of " + text.length() + " characters");
    }
    return text.startsWith("/") ? multiaddr(text) : url(text);
  }

  private static PeerAddress multiaddr(String text) {
    String[] parts = text.split("/", -1); // the first is empty
    boolean named = parts.length == 8 && parts[6].equals("p2p");
    boolean fits =
        (parts.length == 6 || named)
            && HOST_PROTOCOLS.contains(parts[1])
            && parts[3].equals("tcp")
            && parts[5].equals("http");
    if (!fits) {
      throw new IllegalArgumentException("\"" + text + "\" is no multiaddr of a peer over HTTP");
    }
    Optional<PeerId> id = named ? Optional.of(PeerId.parse(parts[7])) : Optional.empty();
    return new PeerAddress(parts[2], number(parts[4]), id);
  }

  private static int number(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no port", e);
    }
  }

  private static PeerAddress url(String text) {
    try {
      URI url = new URI(text);
      boolean bare =
          "http".equals(url.getScheme())
              && url.getHost() != null
              && url.getUserInfo() == null
              && url.getQuery() == null
              && url.getFragment() == null
              && (url.getPath().isEmpty() || url.getPath().equals("/"));
      if (!bare || url.getPort() < 0) {
        throw new IllegalArgumentException("\"" + text + "\" is not of the form http://host:port");
      }
      return new PeerAddress(unbracketed(url.getHost()), url.getPort(), Optional.empty());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + text + "\" is no URL: " + e.getReason(), e);
    }
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** Where somebody connected from, with the port that they say they answer at. */
  static PeerAddress of(String remoteHost, int port, PeerId id) {
    return new PeerAddress(unbracketed(remoteHost), port, Optional.of(id));
  }

  /** The same place, whoever is there. */
  PeerAddress withoutId() {
    return new PeerAddress(host, port, Optional.empty());
  }

  /** The same place with who is there. */
  PeerAddress with(PeerId peer) {
    return new PeerAddress(host, port, Optional.of(peer));
  }

  /** As a URL, without a slash at its end. */
  public String url() {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return "http://" + name + ":" + port;
  }

  /** As a multiaddr. */
  @Override
  public String toString() {
    String peer = id.map(known -> "/p2p/" + known).orElse("");
    return "/" + protocol() + "/" + host + "/tcp/" + port + "/http" + peer;
  }

  private String protocol() {
    if (host.indexOf(':') >= 0) {
      return "ip6";
    }
    boolean digits = host.toLowerCase(Locale.ROOT).chars().noneMatch(c -> c >= 'a' && c <= 'z');
    return digits ? "ip4" : "dns";
  }
}
