package dagbok.schema;

/**
 * An object that is a DAG-CBOR block of its own. Immutable; one value has one sequence of bytes.
 */
public sealed interface DagObject permits Entry, Payload, Node, Head, Snapshot, Pack {
  /**
   * The canonical bytes, a fresh array.
   *
   * @throws IllegalArgumentException if they would be more than the object may have
   */
  byte[] encode();
}
