package dagbok.web.guard;

import dagbok.web.http.Call;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the page itself asks. {@code Sec-Fetch-Site} says it where the browser sends it, else
 * {@code Origin}; neither can be set by a stranger's script. Stateless.
 */
public final class OriginCheck {
  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD");

  private OriginCheck() {}

  /** Whether the method changes nothing. */
  public static boolean isSafe(String method) {
    return SAFE_METHODS.contains(method);
  }

  /** Whether a change may be carried out. */
  public static boolean allowsChange(Call call) {
    Optional<String> site = call.header("Sec-Fetch-Site");
    if (site.isPresent()) {
      return site.get().equals("same-origin");
    }
    String authority = call.authority();
    return call.header("Origin")
        .filter(o -> o.equals("http://" + authority) || o.equals("https://" + authority))
        .isPresent();
  }

  /** Whether something may be read: by the page itself, or by going to it from anywhere. */
  public static boolean allowsRead(Call call) {
    String site = call.header("Sec-Fetch-Site").orElse("none");
    if (site.equals("same-origin") || site.equals("none")) {
      return true;
    }
    return call.header("Sec-Fetch-Mode").orElse("").equals("navigate")
        && call.header("Sec-Fetch-Dest").orElse("").equals("document");
  }
}
