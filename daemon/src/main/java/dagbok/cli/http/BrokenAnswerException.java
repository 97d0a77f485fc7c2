package dagbok.cli.http;

import java.io.IOException;

/** The answer ended before its end, or is no HTTP. */
public final class BrokenAnswerException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenAnswerException(String message) {
    super(message);
  }
}
