package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.Arrival;
import dagbok.dag.Offer;
import dagbok.schema.Content;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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

  /** The same with those of the small contents that its payloads name which {@code store} has. */
  public Batch withContents(Function<Cid, Optional<byte[]>> store) {
    List<Block> here =
        arrivals.stream()
            .flatMap(arrival -> arrival.payload().stream())
            .flatMap(payload -> payload.value().packing().packed().stream())
            .map(Content::link)
            .distinct()
            .flatMap(link -> store.apply(link).stream())
            .map(bytes -> Block.of(Multicodec.RAW, bytes))
            .toList();
    return new Batch(arrivals, refused, here);
  }

  /** All that a pack carries. */
  public static Batch of(Pack pack) {
    return of(pack.items(), pack.contents());
  }
}
