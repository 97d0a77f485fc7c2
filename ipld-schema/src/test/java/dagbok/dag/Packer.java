package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived.PackedRun;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  /** What a payload and its contents weigh. */
  static long weight(Encoded<Payload> payload) {
    Payload.Packing packing = payload.value().packing();
    long weight = payload.bytes().length + LINK_WEIGHT * packing.linked().size();
    for (Content content : packing.packed()) {
      weight += content.size();
    }
    return weight;
  }

  private PackedRun build(List<Piece> run) {
    PackBuilder builder = new PackBuilder(cid -> Objects.requireNonNull(graph.content(cid)));
    run.forEach(piece -> add(piece, builder));
    Encoded<Pack> pack = Encoded.of(builder.build());
    PackRef ref =
        new PackRef(
            pack.cid(),
            run.size(),
            pack.bytes().length,
            run.get(0).vertex.height(),
            run.get(run.size() - 1).vertex.height(),
            builder.since(),
            builder.until());
    return new PackedRun(ref, pack.block(), run.stream().map(Piece::cid).toList());
  }

  private void add(Piece piece, PackBuilder builder) {
    Block entry = piece.vertex.entry.block();
    if (piece.payload == null) {
      builder.addStub(entry);
    } else if (live.isLive(piece.vertex)) {
      builder.addLive(entry, piece.payload);
    } else {
      builder.addWhole(entry, piece.payload);
    }
  }
}
