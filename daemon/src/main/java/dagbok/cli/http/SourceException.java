package dagbok.cli.http;

import java.io.IOException;

/** The bytes to be sent could not be read; nothing is wrong with the connection. */
public final class SourceException extends IOException {
  private static final long serialVersionUID = 1L;

  /** With what is wrong, a sentence without a full stop. */
  public SourceException(String message) {
    super(message);
  }
}
