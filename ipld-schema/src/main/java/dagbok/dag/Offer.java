package dagbok.dag;

import dagbok.cid.Cid;

/** How an entry was judged. */
public sealed interface Offer {
  /** It is in the set. */
  record Accepted(Cid entry) implements Offer {}

  /** What is behind it is not all there; offer it again when {@code missing} is. */
  record Waiting(Cid entry, Cid missing) implements Offer {}

  /** It can never be in the set. */
  record Refused(Cid entry, String why) implements Offer {}
}
