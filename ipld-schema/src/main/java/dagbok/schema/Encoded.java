package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;

/**
 * An object with the block that it came from or became, so that nothing is encoded or hashed twice.
 * Equal by CID, through its block.
 *
 * @param <T> an object of this package
 * @param value the object
 * @param block its canonical bytes and their CID
 */
public record Encoded<T extends DagObject>(T value, Block block) {
  /**
   * A strict decoder, such as {@code Entry::decode}.
   *
   * @param <T> what it gives
   */
  @FunctionalInterface
  public interface Decoder<T> {
    /**
     * The object that {@code bytes} are.
     *
     * @throws SchemaException if they are none
     */
    T decode(byte[] bytes) throws SchemaException;
  }

  /** {@code value}, encoded and hashed. */
  public static <T extends DagObject> Encoded<T> of(T value) {
    return new Encoded<>(value, Block.of(Multicodec.DAG_CBOR, value.encode()));
  }

  /**
   * The object that {@code bytes} are; the array is kept, not copied.
   *
   * @throws SchemaException if the decoder refuses them
   */
  public static <T extends DagObject> Encoded<T> decode(byte[] bytes, Decoder<T> decoder)
      throws SchemaException {
    return new Encoded<>(decoder.decode(bytes), Block.of(Multicodec.DAG_CBOR, bytes));
  }

  /**
   * The object in {@code block}, whose bytes are taken to match its CID.
   *
   * @throws SchemaException if the decoder refuses them
   */
  public static <T extends DagObject> Encoded<T> decode(Block block, Decoder<T> decoder)
      throws SchemaException {
    return new Encoded<>(decoder.decode(block.bytes()), block);
  }

  /** The object's CID. */
  public Cid cid() {
    return block.cid();
  }

  /** The canonical bytes, shared. */
  public byte[] bytes() {
    return block.bytes();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Encoded<?> that && block.equals(that.block);
  }

  @Override
  public int hashCode() {
    return block.hashCode();
  }
}
