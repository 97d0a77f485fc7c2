package dagbok.codec;

/** Bytes that are not what a strict decoder takes; the message says what was wrong and where. */
public final class DecodeException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With what was wrong. */
  public DecodeException(String message) {
    super(message);
  }
}
