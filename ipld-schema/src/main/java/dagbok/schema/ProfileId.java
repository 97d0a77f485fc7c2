package dagbok.schema;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Multicodec;

/** A profile's name for ever: the CID of its root node, DAG-CBOR. */
public record ProfileId(Cid root) implements Comparable<ProfileId> {
  /** Refuses a CID of another codec, which no root node can have. */
  public ProfileId {
    if (root.codec() != Multicodec.DAG_CBOR) {
      throw new CidFormatException(
          "a profile's root is dag-cbor, and this CID is " + root.codec().label());
    }
  }

  /**
   * The profile that {@code text} names, in any form that {@link Cid#parse} takes.
   *
   * @throws CidFormatException if it names none
   */
  public static ProfileId parse(String text) {
    return new ProfileId(Cid.parse(text));
  }

  /** The root CID in base32. */
  @Override
  public String toString() {
    return root.toString();
  }

  @Override
  public int compareTo(ProfileId other) {
    return root.compareTo(other.root);
  }
}
