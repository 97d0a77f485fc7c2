package dagbok.web;

import java.io.IOException;

/** Another program listens at the page's port. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PortTakenException(int port, Throwable cause) {
    super("port " + port + " is taken", cause);
    this.port = port;
  }

  /** Which port. */
  public int port() {
    return port;
  }
}
