package dagbok.codec;

/**
 * DAG-JSON, the form of IPLD values for people and their tools: a link is {@code {"/": "bafy…"}},
 * bytes are {@code {"/": {"bytes": "…"}}} in base64 without padding, and all else is plain JSON.
 *
 * <p>What is encoded is canonical: no white space, keys sorted by their UTF-8 bytes, numbers as
 * ECMAScript writes them (with {@code .0} where a float would look like an integer). The decoder
 * takes white space and keys in any order, as the specification asks; else it is strict: no
 * duplicate keys, no integer over 64 bits signed, no float out of range, no unpaired surrogate,
 * CIDs only as {@link dagbok.cid.Cid#toString()} writes them, base64 only canonical, nothing after
 * the value, and no other use of the two forms that begin with a slash.
 *
 * <p>Stateless and thread-safe. Not for hashing: the protocol's objects are DAG-CBOR.
 *
 * @see <a href="https://ipld.io/specs/codecs/dag-json/spec/">DAG-JSON</a>
 */
public final class DagJson {
  private DagJson() {}

  /**
   * The canonical text of {@code value}.
   *
   * @throws IllegalArgumentException if it has none: a map that would read as a link or as bytes, a
   *     float that is not finite, text with an unpaired surrogate, or nested deeper than {@link
   *     DagCbor#MAX_DEPTH}
   */
  public static String encode(Ipld value) {
    JsonWriter writer = new JsonWriter();
    writer.write(value, 0);
    return writer.toString();
  }

  /**
   * The value that {@code text} stands for, at most {@link DagCbor#MAX_DEPTH} deep.
   *
   * @throws DecodeException if it stands for none
   */
  public static Ipld decode(String text) throws DecodeException {
    return JsonReader.read(text);
  }
}
