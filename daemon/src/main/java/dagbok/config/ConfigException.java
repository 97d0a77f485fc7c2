package dagbok.config;

/**
 * Settings or folders that can't be used, in words for the person who set them: what is wrong and
 * where, and what to do.
 */
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String hint;

  /** With what is wrong and what to do, each a sentence without a full stop. */
  public ConfigException(String error, String hint) {
    super(error);
    this.hint = hint;
  }

  /** What is wrong, and where; never null. */
  public String error() {
    return String.valueOf(getMessage());
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
