package dagbok.sync;

import dagbok.block.Block;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;

/** A pack by itself (protocol.md, Order of checks, 7 and 8). */
final class PackForm {
  private PackForm() {}

  /** The pack, if it is what its reference says. */
  static Pack check(PackRef ref, Block block) throws SchemaException {
    if (block.bytes().length != ref.bytes()) {
      throw new SchemaException(
          ref.pack(), ref.bytes() + " bytes, as its snapshot says", block.bytes().length + "");
    }
    Pack pack = Pack.decode(block.bytes());
    if (pack.items().size() != ref.items()) {
      throw new SchemaException(
          ref.pack(), ref.items() + " items, as its snapshot says", pack.items().size() + "");
    }
    return pack;
  }
}
