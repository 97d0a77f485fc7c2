package dagbok.schema;

import dagbok.cid.Cid;
import java.util.Optional;

/**
 * An object that the protocol refuses, by itself or where it stands: which one, what was expected
 * of it, and what was found.
 */
public final class SchemaException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Cid> cid;
  private final String expected;
  private final String found;

  /**
   * A refusal.
   *
   * @param cid the object refused, absent where it is no block (a message)
   */
  public SchemaException(Optional<Cid> cid, String expected, String found) {
    super(cid.map(Cid::toString).orElse("message") + ": expected " + expected + ", found " + found);
    this.cid = cid;
    this.expected = expected;
    this.found = found;
  }

  /** A refusal of the object {@code cid}. */
  public SchemaException(Cid cid, String expected, String found) {
    this(Optional.of(cid), expected, found);
  }

  /** The object refused; absent where it is no block. */
  @SuppressWarnings("NullAway") // null only after deserialization, which nobody does
  public Optional<Cid> cid() {
    return cid == null ? Optional.empty() : cid;
  }

  /** What the protocol asks for. */
  public String expected() {
    return expected;
  }

  /** What there was instead. */
  public String found() {
    return found;
  }
}
