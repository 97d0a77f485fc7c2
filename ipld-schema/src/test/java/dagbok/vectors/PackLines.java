package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Packs, right or wrong, and the lines of a snapshot that tell the truth of them. */
final class PackLines {
  private PackLines() {}

  /** The fields of a pack of these items. */
  static Map<String, Ipld> pack(List<Item> items, List<Block> contents, List<Cid> links) {
    return Map.of(
        "v", Ipld.of(1),
        "items", MessageVectors.items(items),
        "contents", Ipld.list(contents.stream().map(block -> Ipld.of(block.bytes())).toList()),
        "links", Ipld.list(links.stream().map(Ipld::link).toList()));
  }

  /** What is true of a pack, if all its whole items are live; what is no entry is passed over. */
  static List<Object> of(Map<String, Ipld> pack) {
    byte[] bytes = DagCbor.encode(Ipld.map(pack));
    List<Ipld> items = ((Ipld.Array) Objects.requireNonNull(pack.get("items"))).items();
    List<Long> heights = new ArrayList<>();
    LongSummaryStatistics times = new LongSummaryStatistics();
    for (Ipld item : items) {
      List<Ipld> pair = item instanceof Ipld.Array array ? array.items() : List.of(item);
      height(pair.get(0)).ifPresent(heights::add);
      pair.stream().skip(1).forEach(payload -> time(payload).ifPresent(times::accept));
    }
    List<Object> line = new ArrayList<>();
    line.add(Cid.of(Multicodec.DAG_CBOR, bytes).toString());
    line.add(items.size());
    line.add(bytes.length);
    line.add(heights.isEmpty() ? 0 : heights.get(0));
    line.add(heights.isEmpty() ? 0 : heights.get(heights.size() - 1));
    line.add(times.getCount() == 0 ? 0 : times.getMin());
    line.add(times.getCount() == 0 ? 0 : times.getMax());
    return line;
  }

  private static Optional<Long> height(Ipld entry) {
    try {
      return Optional.of(Entry.decode(((Ipld.Bytes) entry).value()).height());
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> time(Ipld payload) {
    try {
      return Optional.of(Payload.decode(((Ipld.Bytes) payload).value()).time());
    } catch (SchemaException e) {
      return Optional.empty();
    }
  }
}
