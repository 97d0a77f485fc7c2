package dagbok.web;

import java.io.IOException;

/** Another program listens at the page's port. */
public final class PortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int port;

  /** {@code cause} says at which address. */
  PortTakenException(int port, IOException cause) {
    super(cause.getMessage(), cause);
    this.port = port;
  }

  /** Which port. */
  public int port() {
    return port;
  }
}
