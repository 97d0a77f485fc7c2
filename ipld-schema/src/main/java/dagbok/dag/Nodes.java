package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.cid.Sha256;
import dagbok.schema.Node;
import dagbok.schema.ProfileId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code nodes}: makes those that changed anew, ancestors first, and after each that came out other
 * than before those above it.
 */
final class Nodes {
  /** The most nodes that one merge node joins. */
  static final int JOIN_WIDTH = 64;

  /** Before all others, since the root entry alone has this height. */
  private static final Place FIRST =
      new Place(0, Cid.ofDigest(Multicodec.DAG_CBOR, new byte[Sha256.BYTES]));

  private final ProfileId profile;
  private final Rows rows;
  private final State state;

  Nodes(ProfileId profile, Rows rows, State state) {
    this.profile = profile;
    this.rows = rows;
    this.state = state;
  }

  /** Marks a row whose node can't be what it was. */
  void mark(EntryRow row, Touched.Before before) {
    boolean wasLive = before.isLive();
    if (!row.isKept()) {
      row.node = null;
      row.stale = false;
    } else if (!before.kept() || wasLive != row.isLive()) {
      row.stale = true;
    }
  }

  /**
   * Makes up to {@code limit} nodes.
   *
   * @param marked rows that may have been marked since the last time
   * @return where nodes came out other than before
   */
  List<Place> settle(Collection<EntryRow> marked, int limit) {
    Set<EntryRow> stale = new HashSet<>(marked);
    state.stale(limit).forEach(id -> stale.add(rows.get(id)));
    stale.removeIf(row -> !row.stale);
    PriorityQueue<EntryRow> queue = new PriorityQueue<>(Comparator.comparing(EntryRow::place));
    queue.addAll(stale);
    List<Place> changed = new ArrayList<>();
    for (int made = 0; made < limit && !queue.isEmpty(); made++) {
      EntryRow row = queue.poll();
      if (make(row, queue)) {
        changed.add(row.place());
      }
    }
    return changed;
  }

  private boolean make(EntryRow row, PriorityQueue<EntryRow> queue) {
    Optional<Cid> before = Optional.ofNullable(row.node);
    Cid node = row.isLive() ? cid(node(row)) : join(parents(row), new ArrayList<>());
    row.node = node;
    row.stale = false;
    rows.change(row);
    if (before.equals(Optional.of(node))) {
      return false;
    }
    if (rows.isFresh(row)) {
      return true; // what is above a new one is new, and was marked
    }
    for (Long id : state.children(row.id())) {
      EntryRow child = rows.get(id);
      if (child.isKept() && !child.stale) {
        child.stale = true;
        rows.change(child);
        queue.add(child);
      }
    }
    return true;
  }

  private Node node(EntryRow row) {
    return row.facts().own() == EntryRow.NONE
        ? Node.root(row.cid())
        : Node.of(profile, parents(row), row.cid());
  }

  private static Cid cid(Node node) {
    return block(node).cid();
  }

  private static Block block(Node node) {
    return Block.of(Multicodec.DAG_CBOR, node.encode());
  }

  private List<Cid> parents(EntryRow row) {
    List<Long> parents = row.parents();
    if (parents.size() == 1) {
      return List.of(inPlaceOf(parents.get(0)));
    }
    TreeSet<Cid> sorted = new TreeSet<>();
    parents.forEach(parent -> sorted.add(inPlaceOf(parent)));
    return List.copyOf(sorted);
  }

  private Cid inPlaceOf(long id) {
    Cid node = rows.get(id).node;
    if (node == null) {
      throw new IllegalStateException("nothing is in the place of " + rows.get(id).cid());
    }
    return node;
  }

  /** The lowest place whose node is to be made; empty if all are. */
  Optional<Place> lowestStale() {
    return state.stale(1).stream().findFirst().map(id -> rows.get(id).place());
  }

  /** The node in the place of a kept entry, and the merge nodes that it takes. */
  List<Block> blocks(EntryRow row) {
    if (row.isLive()) {
      return List.of(block(node(row)));
    }
    List<Block> merges = new ArrayList<>();
    join(parents(row), merges);
    return merges;
  }

  /** The root node; empty if its entry is not here. */
  Optional<Block> root() {
    List<Block> root = new ArrayList<>();
    state.eachKept(
        FIRST,
        row -> {
          root.addAll(blocks(row));
          return false;
        });
    return root.stream().findFirst();
  }

  /** All nodes, ancestors first, and those of the head. */
  List<Block> all(List<Block> head) {
    Map<Cid, Block> all = new LinkedHashMap<>();
    state.eachKept(
        FIRST,
        row -> {
          blocks(row).forEach(block -> all.put(block.cid(), block));
          return true;
        });
    head.forEach(block -> all.put(block.cid(), block));
    return List.copyOf(all.values());
  }

  /** The merge nodes, those of the head included. */
  Set<Cid> merges(List<Block> head) {
    Set<Cid> merges = new HashSet<>();
    head.forEach(block -> merges.add(block.cid()));
    state.eachKept(
        FIRST,
        row -> {
          if (!row.isLive()) {
            blocks(row).forEach(block -> merges.add(block.cid()));
          }
          return true;
        });
    return merges;
  }

  /** The merge nodes that the head node takes, and it itself if it is one. */
  List<Block> headBlocks() {
    List<Block> merges = new ArrayList<>();
    Optional<Cid> unused = head(merges);
    return merges;
  }

  /**
   * The head node, given that all nodes are made; empty if nothing is live.
   *
   * @param merges is given the merge nodes that it takes
   */
  Optional<Cid> head(List<Block> merges) {
    TreeSet<Cid> ends = new TreeSet<>();
    for (State.Tip tip : state.tips()) {
      ends.add(Objects.requireNonNull(tip.node(), () -> "no node of " + tip.place().entry()));
    }
    return ends.isEmpty() ? Optional.empty() : Optional.of(join(List.copyOf(ends), merges));
  }

  /**
   * One node for several, sorted: itself if alone, else a merge node, in groups if there are many.
   */
  private Cid join(List<Cid> sorted, List<Block> merges) {
    List<Cid> level = sorted;
    while (level.size() > JOIN_WIDTH) {
      TreeSet<Cid> groups = new TreeSet<>();
      for (int i = 0; i < level.size(); i += JOIN_WIDTH) {
        groups.add(merge(level.subList(i, Math.min(level.size(), i + JOIN_WIDTH)), merges));
      }
      level = List.copyOf(groups);
    }
    return merge(level, merges);
  }

  private Cid merge(List<Cid> sorted, List<Block> merges) {
    if (sorted.size() == 1) {
      return sorted.get(0);
    }
    Block block = block(Node.merge(profile, sorted));
    merges.add(block);
    return block.cid();
  }
}
