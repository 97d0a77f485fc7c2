package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.Node;
import dagbok.schema.ProfileId;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/** {@code nodes}: over what is kept, ancestors first. */
final class Rewrite {
  /** The most nodes that one merge node joins. */
  static final int JOIN_WIDTH = 64;

  private final ProfileId profile;
  private final Map<Cid, Cid> nodes = new LinkedHashMap<>();
  private final Map<Cid, Block> blocks = new LinkedHashMap<>();

  /** What is in the place of each entry seen so far, by index. */
  private final Map<Integer, Cid> places = new HashMap<>();

  private final Optional<Cid> head;

  Rewrite(ProfileId profile, LiveSet live, Collection<Cid> tips) {
    this.profile = profile;
    for (Vertex vertex : live.kept()) {
      List<Cid> parents = placesOf(vertex.parents());
      Cid place = live.isLive(vertex) ? node(vertex, parents) : join(parents);
      places.put(vertex.index, place);
    }
    TreeSet<Cid> ends = new TreeSet<>();
    tips.forEach(tip -> ends.add(Objects.requireNonNull(nodes.get(tip))));
    this.head = ends.isEmpty() ? Optional.empty() : Optional.of(join(List.copyOf(ends)));
  }

  /** The node of each live entry. */
  Map<Cid, Cid> nodes() {
    return nodes;
  }

  /** All nodes, merge nodes included, ancestors first. */
  List<Block> blocks() {
    return List.copyOf(blocks.values());
  }

  Optional<Cid> head() {
    return head;
  }

  private List<Cid> placesOf(List<Vertex> parents) {
    if (parents.size() == 1) {
      return List.of(Objects.requireNonNull(places.get(parents.get(0).index)));
    }
    TreeSet<Cid> sorted = new TreeSet<>();
    parents.forEach(parent -> sorted.add(Objects.requireNonNull(places.get(parent.index))));
    return List.copyOf(sorted);
  }

  private Cid node(Vertex vertex, List<Cid> parents) {
    Cid entry = vertex.cid();
    Cid node = add(vertex.own == null ? Node.root(entry) : Node.of(profile, parents, entry));
    nodes.put(entry, node);
    return node;
  }

  /**
   * One node for several, sorted: itself if alone, else a merge node, in groups if there are many.
   */
  private Cid join(List<Cid> sorted) {
    List<Cid> level = sorted;
    while (level.size() > JOIN_WIDTH) {
      TreeSet<Cid> groups = new TreeSet<>();
      for (int i = 0; i < level.size(); i += JOIN_WIDTH) {
        groups.add(merge(level.subList(i, Math.min(level.size(), i + JOIN_WIDTH))));
      }
      level = List.copyOf(groups);
    }
    return merge(level);
  }

  private Cid merge(List<Cid> sorted) {
    return sorted.size() == 1 ? sorted.get(0) : add(Node.merge(profile, sorted));
  }

  private Cid add(Node node) {
    Block block = Block.of(Multicodec.DAG_CBOR, node.encode());
    blocks.putIfAbsent(block.cid(), block);
    return block.cid();
  }
}
