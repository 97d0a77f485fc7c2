package dagbok.dag;

import dagbok.block.Block;
import dagbok.crypto.DeviceKey;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.Optional;

/**
 * An entry as it came, read apart from any set, so that it can be read on any thread and only once.
 *
 * @param payload what came with it, if it is what the entry names and has the generic form
 * @param signedBy the key that the entry's signature was found right for, which is believed; empty
 *     if nobody looked
 */
public record Arrival(
    Encoded<Entry> entry, Optional<Encoded<Payload>> payload, Optional<DeviceKey> signedBy) {
  /**
   * What an item holds; no signature is checked.
   *
   * @throws SchemaException if the entry has not the form of one, or is control and its payload has
   *     not
   */
  public static Arrival of(Item item) throws SchemaException {
    Encoded<Entry> entry = Encoded.decode(item.entry(), Entry::decode);
    return item instanceof Item.Whole whole
        ? of(entry, Optional.of(whole.payload()))
        : of(entry, Optional.empty());
  }

  /**
   * An entry with the block that came as its payload; no signature is checked.
   *
   * @throws SchemaException if the entry is control and its payload has not the form of one
   */
  static Arrival of(Encoded<Entry> entry, Optional<Block> payload) throws SchemaException {
    if (payload.isEmpty() || !payload.get().cid().equals(entry.value().payload())) {
      return new Arrival(entry, Optional.empty(), Optional.empty());
    }
    try {
      Encoded<Payload> decoded = Encoded.decode(payload.get(), Payload::decode);
      return new Arrival(entry, Optional.of(decoded), Optional.empty());
    } catch (SchemaException e) {
      if (entry.value().control()) {
        throw e;
      }
      return new Arrival(entry, Optional.empty(), Optional.empty()); // absent, for ever
    }
  }

  /** The same, its signature found right for {@code key}. */
  public Arrival signedBy(DeviceKey key) {
    return new Arrival(entry, payload, Optional.of(key));
  }
}
