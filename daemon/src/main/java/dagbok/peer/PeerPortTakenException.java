package dagbok.peer;

import java.io.IOException;

/** Another program listens at the port for peers. */
public final class PeerPortTakenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int port;

  PeerPortTakenException(int port, Throwable cause) {
    super("the port for peers, " + port + ", is taken", cause);
    this.port = port;
  }

  /** Which port. */
  public int port() {
    return port;
  }
}
