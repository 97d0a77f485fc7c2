package dagbok.codec;

/**
 * Strict, canonical DAG-CBOR: one value has one sequence of bytes, and the decoder takes no other.
 *
 * <p>Maps are sorted by length of key and then by its bytes; integers and lengths are as short as
 * can be and integers fit a signed {@code long}; floats have 64 bits and are finite; the only tag
 * is 42, a link to a CID that {@link dagbok.cid.Cid} knows; text is valid UTF-8. There are no
 * indefinite lengths, no {@code undefined}, no duplicate keys and no trailing bytes. A declared
 * length is believed only as far as there are bytes behind it.
 *
 * <p>The codec is Dagbok's own and not Jackson's: Jackson's parser takes non-minimal, unsorted,
 * duplicate and indefinite items, so it would need a second pass over the bytes to refuse them, and
 * that pass is all that a codec has to do. So one pass decodes, and knows at which byte it refused.
 *
 * <p>Stateless and thread-safe.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-cbor/spec/">DAG-CBOR</a>
 */
public final class DagCbor {
  /**
   * The most maps and lists within each other, of any value: the outermost counts one, and what is
   * no map or list counts nothing.
   */
  public static final int MAX_DEPTH = 64;

  private DagCbor() {}

  /**
   * The canonical bytes of {@code value}.
   *
   * @throws IllegalArgumentException if it has none: a float that is not finite, text with an
   *     unpaired surrogate, or nested deeper than {@link #MAX_DEPTH}
   */
  public static byte[] encode(Ipld value) {
    CborWriter writer = new CborWriter();
    writer.write(value, 0);
    return writer.toBytes();
  }

  /**
   * The value that {@code bytes} are the canonical form of, at most {@link #MAX_DEPTH} deep.
   *
   * @throws DecodeException if they are the canonical form of none
   */
  public static Ipld decode(byte[] bytes) throws DecodeException {
    return decode(bytes, MAX_DEPTH);
  }

  /**
   * The value that {@code bytes} are the canonical form of.
   *
   * @param maxDepth the most maps and lists within each other, counted as in {@link #MAX_DEPTH};
   *     from 0 (none at all) to that
   * @throws DecodeException if they are the canonical form of none, or it is nested deeper
   */
  public static Ipld decode(byte[] bytes, int maxDepth) throws DecodeException {
    if (maxDepth < 0 || maxDepth > MAX_DEPTH) {
      throw new IllegalArgumentException("depth " + maxDepth + " is not in 0 to " + MAX_DEPTH);
    }
    CborReader reader = new CborReader(bytes, maxDepth);
    Ipld value = reader.read(0);
    reader.expectEnd();
    return value;
  }
}
