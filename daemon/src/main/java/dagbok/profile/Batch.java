package dagbok.profile;

import dagbok.block.Block;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import java.util.List;

/** Items and small contents that came from somewhere, in any order; only their hashes are sure. */
public record Batch(List<Item> items, List<Block> contents) {
  /** Copies the lists. */
  public Batch {
    items = List.copyOf(items);
    contents = List.copyOf(contents);
  }

  /** All that a pack carries. */
  public static Batch of(Pack pack) {
    return new Batch(pack.items(), pack.contents());
  }
}
