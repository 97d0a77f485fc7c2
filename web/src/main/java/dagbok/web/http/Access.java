package dagbok.web.http;

/** Who may use a route. */
public enum Access {
  /** Anybody who reaches the port under a name that is answered. */
  OPEN,
  /** A browser with the session; for changes it must also say that the page itself asks. */
  SESSION,
  /** The command line over the Unix socket, or whoever has the bearer token. */
  API
}
