package dagbok.profile;

import dagbok.block.Block;
import dagbok.dag.Arrival;
import dagbok.dag.Offer;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Items and small contents that came from somewhere, in any order, read but not judged.
 *
 * @param refused those that can be in no set
 * @param contents their hashes are checked
 */
public record Batch(List<Arrival> arrivals, List<Offer.Refused> refused, List<Block> contents) {
  /** Copies the lists. */
  public Batch {
    arrivals = List.copyOf(arrivals);
    refused = List.copyOf(refused);
    contents = List.copyOf(contents);
  }

  /** Reads items. */
  public static Batch of(Collection<Item> items, List<Block> contents) {
    List<Arrival> arrivals = new ArrayList<>(items.size());
    List<Offer.Refused> refused = new ArrayList<>();
    for (Item item : items) {
      try {
        arrivals.add(Arrival.of(item));
      } catch (SchemaException e) {
        refused.add(Offer.refused(item.entry().cid(), e));
      }
    }
    return new Batch(arrivals, refused, contents);
  }

  /** All that a pack carries. */
  public static Batch of(Pack pack) {
    return of(pack.items(), pack.contents());
  }
}
