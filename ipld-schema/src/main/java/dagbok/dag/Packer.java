package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived.PackedRun;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code packs}: what is kept, in canonical order, with the bytes that belong to it. */
final class Packer {
  /** What a content that is only linked to adds to an item's weight. */
  private static final long LINK_WEIGHT = 40;

  private final Graph graph;
  private final LiveSet live;

  Packer(Graph graph, LiveSet live) {
    this.graph = graph;
    this.live = live;
  }

  /**
   * An entry and what of it goes into the pack.
   *
   * @param payload null for a stub
   */
  private record Piece(Vertex vertex, @Nullable Encoded<Payload> payload, long weight) {
    Cid cid() {
      return vertex.cid();
    }

    Item item() {
      return payload == null ? Item.stub(vertex.entry) : Item.whole(vertex.entry, payload);
    }
  }

  List<PackedRun> packs() {
    List<Piece> pieces = new ArrayList<>(live.kept().size());
    live.kept().forEach(vertex -> pieces.add(piece(vertex)));
    List<PackedRun> packs = new ArrayList<>();
    PackCutter<Piece> cutter = new PackCutter<>(Piece::weight, Piece::cid);
    for (List<Piece> run : cutter.cut(pieces)) {
      packs.add(build(run));
    }
    return packs;
  }

  private Piece piece(Vertex vertex) {
    long weight = vertex.entry.bytes().length;
    if (!live.isLive(vertex) && !vertex.isControl()) {
      return new Piece(vertex, null, weight);
    }
    Encoded<Payload> payload = Objects.requireNonNull(graph.payloadOf(vertex));
    return new Piece(vertex, payload, weight + weight(payload));
  }

  private static long weight(Encoded<Payload> payload) {
    Payload.Packing packing = payload.value().packing();
    long weight = payload.bytes().length + LINK_WEIGHT * packing.linked().size();
    for (Content content : packing.packed()) {
      weight += content.size();
    }
    return weight;
  }

  private PackedRun build(List<Piece> run) {
    List<Item> items = new ArrayList<>(run.size());
    TreeMap<Cid, Block> contents = new TreeMap<>();
    TreeSet<Cid> links = new TreeSet<>();
    Times times = new Times();
    for (Piece piece : run) {
      items.add(piece.item());
      if (piece.payload != null && live.isLive(piece.vertex)) {
        Payload payload = piece.payload.value();
        times.add(payload.time());
        links.addAll(payload.packing().linked());
        payload.packing().packed().forEach(content -> add(content.link(), contents));
      }
    }
    Pack pack = new Pack(items, new ArrayList<>(contents.values()), new ArrayList<>(links));
    return built(Encoded.of(pack), run, times);
  }

  private void add(Cid content, Map<Cid, Block> contents) {
    contents.put(content, Objects.requireNonNull(graph.content(content)));
  }

  private static PackedRun built(Encoded<Pack> pack, List<Piece> run, Times times) {
    PackRef ref =
        new PackRef(
            pack.cid(),
            run.size(),
            pack.bytes().length,
            run.get(0).vertex.height(),
            run.get(run.size() - 1).vertex.height(),
            times.since,
            times.until);
    return new PackedRun(ref, pack.block(), run.stream().map(Piece::cid).toList());
  }

  /** The smallest and largest time of some entries, 0 if there are none. */
  private static final class Times {
    private long since;
    private long until;
    private boolean any;

    void add(long time) {
      since = any ? Math.min(since, time) : time;
      until = any ? Math.max(until, time) : time;
      any = true;
    }
  }
}
