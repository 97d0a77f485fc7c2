package dagbok.schema;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import java.util.Optional;

/**
 * What a pack or message holds of one entry: the entry alone, or with its payload. The bytes are
 * not decoded here, since items are judged singly.
 */
public sealed interface Item {
  /** The entry's bytes and CID. */
  Block entry();

  /** An entry alone: deleted, void, or of a payload that is missing. */
  record Stub(Block entry) implements Item {
    /** Checks the size. */
    public Stub {
      Form.object("item's entry", entry.cid());
      Form.bytes("an entry", entry.bytes().length, Entry.MAX_BYTES);
    }
  }

  /** An entry and its payload. */
  record Whole(Block entry, Block payload) implements Item {
    /** Checks the sizes. */
    public Whole {
      Form.object("item's entry", entry.cid());
      Form.object("item's payload", payload.cid());
      Form.bytes("an entry", entry.bytes().length, Entry.MAX_BYTES);
      Form.bytes("a payload", payload.bytes().length, Payload.MAX_BYTES);
    }
  }

  /** The item of these bytes, which are hashed and not looked at. */
  static Item of(byte[] entry, Optional<byte[]> payload) {
    Block block = Block.of(Multicodec.DAG_CBOR, entry);
    return payload
        .<Item>map(bytes -> new Whole(block, Block.of(Multicodec.DAG_CBOR, bytes)))
        .orElseGet(() -> new Stub(block));
  }

  /** The item of an entry with its payload. */
  static Item whole(Encoded<Entry> entry, Encoded<Payload> payload) {
    return new Whole(entry.block(), payload.block());
  }

  /** The item of an entry without its payload. */
  static Item stub(Encoded<Entry> entry) {
    return new Stub(entry.block());
  }
}
