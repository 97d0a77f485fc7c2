package dagbok.schema;

/** Bounds that belong to no one object. */
public final class Limits {
  /** The only version there is. */
  public static final long VERSION = 1;

  /** The largest integer of the protocol, which a double still holds exactly. */
  public static final long MAX_INTEGER = (1L << 53) - 1;

  /** The most bytes of a text, in UTF-8, where nothing else is said. */
  public static final int MAX_TEXT_BYTES = 256;

  private Limits() {}
}
