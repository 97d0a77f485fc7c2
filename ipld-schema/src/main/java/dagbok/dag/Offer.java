package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.SchemaException;
import java.util.Set;

/** How an entry was judged. */
public sealed interface Offer {
  /**
   * It is in the set.
   *
   * @param isNews whether it was not before, or now has a payload that it lacked
   */
  record Accepted(Cid entry, boolean isNews) implements Offer {}

  /**
   * It can't be judged yet, and was not kept: offer it again when all of these are there.
   *
   * @param missing entries behind it that are not accepted, and the payload of a control entry that
   *     came without; never empty
   */
  record Waiting(Cid entry, Set<Cid> missing) implements Offer {
    /** Copies the set. */
    public Waiting {
      missing = Set.copyOf(missing);
    }
  }

  /** It can never be in the set. */
  record Refused(Cid entry, String why) implements Offer {}

  /** Refused for what was found. */
  static Refused refused(Cid entry, SchemaException e) {
    return new Refused(entry, "expected " + e.expected() + ", found " + e.found());
  }
}
