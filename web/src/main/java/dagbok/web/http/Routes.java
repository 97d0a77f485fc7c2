package dagbok.web.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** All routes. Immutable. */
public record Routes(List<Route> all) {
  /** What a path and method lead to. */
  public sealed interface Found {}

  /** A route, and what the names in its template stand for. */
  public record Hit(Route route, Map<String, String> path) implements Found {}

  /** The path exists, but not with this method. */
  public record WrongMethod(Access access, String allowed) implements Found {}

  /** Copies, the most precise templates first. */
  public Routes {
    all =
        all.stream()
            .sorted(Comparator.comparingInt((Route r) -> r.template().precision()).reversed())
            .toList();
  }

  /** What {@code canonicalPath} leads to; {@code HEAD} is answered as {@code GET}. */
  public Optional<Found> find(String method, String canonicalPath) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    TreeSet<String> allowed = new TreeSet<>();
    Access access = Access.OPEN;
    for (Route route : all) {
      Optional<Map<String, String>> path = route.template().match(canonicalPath);
      if (path.isPresent() && route.method().equals(wanted)) {
        return Optional.of(new Hit(route, path.get()));
      }
      if (path.isPresent()) {
        allowed.add(route.method());
        access = route.access();
      }
    }
    return allowed.isEmpty()
        ? Optional.empty()
        : Optional.of(new WrongMethod(access, String.join(", ", allowed)));
  }
}
