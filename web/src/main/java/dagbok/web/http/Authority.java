package dagbok.web.http;

import java.util.Optional;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/** The host and port that a request names. */
public final class Authority {
  private Authority() {}

  /** The name and port as in an origin; none if the request has no host. */
  public static Optional<String> of(Request request) {
    HttpURI uri = request.getHttpURI();
    if (uri.getHost() == null || uri.getHost().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(uri.getPort() > 0 ? uri.getHost() + ":" + uri.getPort() : uri.getHost());
  }
}
