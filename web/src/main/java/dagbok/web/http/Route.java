package dagbok.web.http;

/** A method, a template such as {@code /p/{root}}, who may use it, and what it leads to. */
public record Route(String method, PathTemplate template, Access access, Endpoint endpoint) {
  /** A route that reads. */
  public static Route get(String template, Access access, Endpoint endpoint) {
    return new Route("GET", PathTemplate.of(template), access, endpoint);
  }

  /** A route that changes something. */
  public static Route post(String template, Access access, Endpoint endpoint) {
    return new Route("POST", PathTemplate.of(template), access, endpoint);
  }

  /** A route that takes something away. */
  public static Route delete(String template, Access access, Endpoint endpoint) {
    return new Route("DELETE", PathTemplate.of(template), access, endpoint);
  }
}
