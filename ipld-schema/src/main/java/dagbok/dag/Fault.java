package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.SchemaException;

/**
 * Something that is not as the protocol has it.
 *
 * @param cid the object concerned
 * @param expected what the protocol asks for
 * @param found what there was instead
 */
public record Fault(Cid cid, String expected, String found) {
  /** The fault that a decoder found in the object {@code cid}. */
  static Fault of(Cid cid, SchemaException refusal) {
    return new Fault(cid, refusal.expected(), refusal.found());
  }

  /** The same as an exception. */
  SchemaException toException() {
    return new SchemaException(cid, expected, found);
  }

  @Override
  public String toString() {
    return cid + ": expected " + expected + ", found " + found;
  }
}
