package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Node;
import dagbok.schema.ProfileId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** {@code nodes} (protocol.md, Functions, 4). */
final class Nodes {
  /** How many nodes one merge node joins. */
  static final int MAX_JOINED = 64;

  private final ProfileId profile;
  private final EntrySet set;
  private final Set<Cid> live;
  private final Map<Cid, Cid> places = new HashMap<>();
  private final Map<Cid, Cid> nodes = new LinkedHashMap<>();
  private final Map<Cid, Block> blocks = new LinkedHashMap<>();

  private Nodes(ProfileId profile, EntrySet set, Set<Cid> live) {
    this.profile = profile;
    this.set = set;
    this.live = live;
  }

  /** The node of each live entry, all node blocks with ancestors first, tips, and the head node. */
  record Result(Map<Cid, Cid> nodes, List<Block> blocks, Set<Cid> tips, Optional<Cid> head) {}

  /** {@code kept} is in canonical order, so ancestors come first. */
  static Result of(ProfileId profile, EntrySet set, Set<Cid> live, Collection<Cid> kept) {
    Nodes walk = new Nodes(profile, set, live);
    kept.forEach(walk::place);
    Set<Cid> tips = walk.tips();
    SortedSet<Cid> tipNodes = new TreeSet<>();
    tips.forEach(tip -> tipNodes.add(walk.place(tip)));
    Optional<Cid> head = tipNodes.isEmpty() ? Optional.empty() : Optional.of(walk.join(tipNodes));
    return new Result(walk.nodes, List.copyOf(walk.blocks.values()), tips, head);
  }

  private Cid place(Cid cid) {
    Cid known = places.get(cid);
    if (known != null) {
      return known;
    }
    Entry entry = set.require(cid).entry().value();
    SortedSet<Cid> below = new TreeSet<>();
    for (Cid before : EntrySet.before(entry)) {
      Cid place = places.get(before);
      if (place == null) {
        throw new IllegalStateException(before + " comes after " + cid + " in canonical order");
      }
      below.add(place);
    }
    Cid place;
    if (live.contains(cid)) {
      place = add(node(below, cid));
      nodes.put(cid, place);
    } else {
      place = join(below);
    }
    places.put(cid, place);
    return place;
  }

  private Node node(SortedSet<Cid> parents, Cid entry) {
    return parents.isEmpty() ? Node.root(entry) : Node.of(profile, List.copyOf(parents), entry);
  }

  private Cid add(Node node) {
    Block block = Encoded.of(node).block();
    blocks.putIfAbsent(block.cid(), block);
    return block.cid();
  }

  private Cid join(SortedSet<Cid> joined) {
    SortedSet<Cid> level = joined;
    while (level.size() > MAX_JOINED) {
      SortedSet<Cid> next = new TreeSet<>();
      List<Cid> group = new ArrayList<>(MAX_JOINED);
      for (Cid cid : level) {
        group.add(cid);
        if (group.size() == MAX_JOINED) {
          next.add(joinGroup(group));
          group.clear();
        }
      }
      if (!group.isEmpty()) {
        next.add(joinGroup(group));
      }
      level = next;
    }
    return joinGroup(level);
  }

  private Cid joinGroup(Collection<Cid> group) {
    return group.size() == 1
        ? group.iterator().next()
        : add(Node.merge(profile, List.copyOf(group)));
  }

  /** The live entries that are not among the nearest live ancestors of another. */
  private Set<Cid> tips() {
    Set<Cid> below = new HashSet<>();
    Set<Cid> walked = new HashSet<>();
    Deque<Cid> next = new ArrayDeque<>();
    for (Cid cid : live) {
      next.addAll(EntrySet.before(set.require(cid).entry().value()));
      while (!next.isEmpty()) {
        Cid ancestor = next.pop();
        if (live.contains(ancestor)) {
          below.add(ancestor);
        } else if (walked.add(ancestor)) {
          next.addAll(EntrySet.before(set.require(ancestor).entry().value()));
        }
      }
    }
    Set<Cid> tips = new TreeSet<>(live);
    tips.removeAll(below);
    return tips;
  }
}
