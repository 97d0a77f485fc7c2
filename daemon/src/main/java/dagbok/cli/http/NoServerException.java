package dagbok.cli.http;

import java.io.IOException;
import java.nio.file.Path;

/** Nobody listens on the socket. */
public final class NoServerException extends IOException {
  private static final long serialVersionUID = 1L;

  NoServerException(Path socket) {
    super("nobody listens on " + socket);
  }
}
