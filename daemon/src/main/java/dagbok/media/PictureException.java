package dagbok.media;

/** A picture that can't be published as it is; the message says why. */
public final class PictureException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With why, for the person who wants to publish it. */
  public PictureException(String message) {
    super(message);
  }
}
