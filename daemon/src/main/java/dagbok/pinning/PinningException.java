package dagbok.pinning;

/** A pinning service did not do what it was asked for. */
public final class PinningException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String cure;

  PinningException(String message, String cure) {
    super(message);
    this.cure = cure;
  }

  PinningException(String message, String cure, Throwable cause) {
    super(message, cause);
    this.cure = cure;
  }

  /** What to do about it. */
  public String cure() {
    return cure;
  }
}
