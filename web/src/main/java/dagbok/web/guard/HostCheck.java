package dagbok.web.guard;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a host name is one's own. A page of a stranger can point its own name at 127.0.0.1 (DNS
 * rebinding); then the browser takes it for the page's own origin, and only the name gives it away.
 * Immutable.
 */
public final class HostCheck {
  private static final Set<String> NUMBERS = Set.of("127.0.0.1", "[::1]");
  private static final String LOCALHOST = "localhost";

  private final Set<String> extra;

  /** With further names that are answered, such as that of a proxy in front. */
  public HostCheck(Set<String> extraHosts) {
    this.extra =
        extraHosts.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether requests for {@code authority}, a name with or without port, are answered. */
  public boolean isOwn(String authority) {
    String host = host(authority);
    return host.equals(LOCALHOST) || NUMBERS.contains(host) || extra.contains(host);
  }

  /** Whether it names this machine and nothing else. */
  public boolean isLoopback(String authority) {
    String host = host(authority);
    return host.equals(LOCALHOST) || NUMBERS.contains(host);
  }

  /**
   * Whether pages have to move to {@code localhost}: cookies ignore ports, and other programs show
   * strangers' pages under the number.
   */
  public boolean isNumber(String authority) {
    String host = host(authority);
    return NUMBERS.contains(host) && !extra.contains(host);
  }

  /** The same port under {@code localhost}. */
  public String localhost(String authority) {
    return LOCALHOST + authority.substring(host(authority).length());
  }

  private static String host(String authority) {
    int colon = authority.lastIndexOf(':');
    boolean port = colon >= 0 && authority.indexOf(']') < colon;
    return (port ? authority.substring(0, colon) : authority).toLowerCase(Locale.ROOT);
  }
}
