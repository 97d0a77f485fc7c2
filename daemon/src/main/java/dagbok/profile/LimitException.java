package dagbok.profile;

/** A bound on what a profile may take is reached: which one, and the one thing to do about it. */
public final class LimitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String cure;

  /** {@code code}: a word for scripts; the others are sentences for people. */
  public LimitException(String code, String message, String cure) {
    super(message);
    this.code = code;
    this.cure = cure;
  }

  static LimitException full(long packs) {
    return new LimitException(
        "profile-full",
        "The profile is full: it would need " + packs + " packs",
        "Create another one: 'dagbok profile create NAME'");
  }

  /** A word for scripts. */
  public String code() {
    return code;
  }

  /** What to do. */
  public String cure() {
    return cure;
  }
}
