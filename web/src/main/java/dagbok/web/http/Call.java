package dagbok.web.http;

import dagbok.web.port.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** One request. Used by one thread. */
public final class Call {
  private final Request request;
  private final Map<String, String> path;
  private final FormReader forms;
  private final Fields query;

  /** A request whose route was found. */
  public Call(Request request, Map<String, String> path, FormReader forms) {
    this.request = request;
    this.path = Map.copyOf(path);
    this.forms = forms;
    this.query = queryOf(request);
  }

  private static Fields queryOf(Request request) {
    try {
      return Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      throw new Refusal(
          Refusal.Reason.BAD_INPUT,
          "the part of the address after the question mark is malformed",
          "check the address");
    }
  }

  /** The method, in upper case. */
  public String method() {
    return request.getMethod();
  }

  /** What {@code {name}} in the route's template stands for, decoded. */
  public String path(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no {" + name + "}");
    }
    return value;
  }

  /** The canonical path as asked for, encoded. */
  public String canonicalPath() {
    return String.valueOf(request.getHttpURI().getCanonicalPath());
  }

  /** A query parameter that is not blank. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query.getValue(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** A header field. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(request.getHeaders().get(name));
  }

  /** The name and port under which the page was asked for, such as {@code localhost:8470}. */
  public String authority() {
    return Authority.of(request).orElse("localhost");
  }

  /** The cookie with this name. */
  public Optional<String> cookie(String name) {
    return Request.getCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(name))
        .map(cookie -> cookie.getValue())
        .findFirst();
  }

  /** The form in the body; the caller closes it, which deletes uploaded files. */
  public Form form() throws IOException {
    return forms.read(request);
  }

  /** The body as a stream that refuses to go past {@code maxBytes}. */
  public InputStream body(long maxBytes) {
    if (request.getLength() > maxBytes) {
      throw BoundedStream.tooLarge(maxBytes);
    }
    return new BoundedStream(Content.Source.asInputStream(request), maxBytes);
  }
}
