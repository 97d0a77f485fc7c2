package dagbok.cli.http;

import java.io.IOException;
import java.time.Duration;

/** No byte could be read or written for as long as the request is patient. */
public final class StalledException extends IOException {
  private static final long serialVersionUID = 1L;

  StalledException(Duration patience) {
    super("nothing came for " + patience.toSeconds() + " s");
  }
}
