package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** {@code live} and {@code kept} of one set, and what else follows from who stands. */
final class LiveSet {
  private static final Comparator<Vertex> BY_SEQ =
      Comparator.<Vertex>comparingLong(vertex -> vertex.entry.value().seq())
          .thenComparing(Vertex::cid);

  private final Graph graph;
  private final Voids voids;
  private final Map<Cid, Standing> standings = new HashMap<>();
  private final BitSet live = new BitSet();
  private final List<Vertex> kept;

  LiveSet(Graph graph) {
    this.graph = graph;
    this.voids = new Voids(graph);
    Set<Cid> deleted = deleted();
    for (Vertex vertex : graph.order()) {
      Standing standing = standing(vertex, deleted);
      standings.put(vertex.cid(), standing);
      live.set(vertex.index, standing == Standing.LIVE);
    }
    this.kept = keep();
  }

  private Set<Cid> deleted() {
    Set<Cid> deleted = new HashSet<>();
    for (Vertex vertex : graph.order()) {
      if (vertex.control instanceof Control.Delete delete && !voids.isVoid(vertex)) {
        deleted.addAll(delete.entries());
      }
    }
    return deleted;
  }

  private Standing standing(Vertex vertex, Set<Cid> deleted) {
    if (voids.isVoid(vertex)) {
      return Standing.VOID;
    }
    if (vertex.isControl()) {
      return Standing.LIVE;
    }
    Encoded<Payload> payload = graph.payloadOf(vertex);
    boolean named = deleted.contains(vertex.cid());
    if (named || (payload != null && editsOneOf(deleted, payload.value()))) {
      return Standing.DELETED;
    }
    boolean complete = payload != null && graph.isComplete(payload.value());
    return complete ? Standing.LIVE : Standing.INCOMPLETE;
  }

  private static boolean editsOneOf(Set<Cid> deleted, Payload payload) {
    return Display.Edit.entryOf(payload.body()).filter(deleted::contains).isPresent();
  }

  private List<Vertex> keep() {
    BitSet marked = (BitSet) live.clone();
    List<Vertex> sorted = new ArrayList<>();
    for (int i = graph.order().size() - 1; i >= 0; i--) {
      if (marked.get(i)) {
        Vertex vertex = graph.order().get(i);
        vertex.behind().forEach(behind -> marked.set(behind.index));
        sorted.add(vertex);
      }
    }
    sorted.sort(Vertex.CANONICAL);
    return sorted;
  }

  boolean isLive(Vertex vertex) {
    return live.get(vertex.index);
  }

  /** What is kept, in canonical order, in which all behind an entry comes before it. */
  List<Vertex> kept() {
    return kept;
  }

  /** How each accepted entry stands. */
  Map<Cid, Standing> standings() {
    return standings;
  }

  /** The live entries that are not among the nearest live ancestors of another. */
  Set<Cid> tips() {
    BitSet covered = new BitSet();
    Set<Cid> tips = new TreeSet<>();
    for (int i = kept.size() - 1; i >= 0; i--) {
      Vertex vertex = kept.get(i);
      boolean isCovered = covered.get(vertex.index);
      if (isLive(vertex) && !isCovered) {
        tips.add(vertex.cid());
      }
      if (isLive(vertex) || isCovered) {
        vertex.parents().forEach(parent -> covered.set(parent.index));
      }
    }
    return tips;
  }

  /** The devices in force, each with the last entry of its longest chain. */
  Map<Cid, Cid> devices() {
    Map<Cid, Cid> inForce = new HashMap<>();
    for (Device device : graph.devices()) {
      if (voids.isInForce(device)) {
        Vertex last = device.entries.stream().max(BY_SEQ).orElse(device.grant);
        inForce.put(device.grant.cid(), last.cid());
      }
    }
    return inForce;
  }

  /** Entries that two others of one device have as their {@code own}. */
  Set<Cid> forks() {
    Set<Cid> forks = new HashSet<>();
    for (Device device : graph.devices()) {
      Set<Cid> seen = new HashSet<>();
      for (Vertex vertex : device.entries) {
        if (vertex.own != null && !seen.add(vertex.own.cid())) {
          forks.add(vertex.own.cid());
        }
      }
    }
    return forks;
  }

  /** Payloads and contents that no entry needs that is live, or waits for bytes alone. */
  Set<Cid> erasable() {
    Set<Cid> cids = graph.erasable();
    for (Vertex vertex : graph.order()) {
      Standing standing = standings.get(vertex.cid());
      Encoded<Payload> payload = graph.payloadOf(vertex);
      boolean needed = standing == Standing.LIVE || standing == Standing.INCOMPLETE;
      if (needed && payload != null) {
        cids.remove(payload.cid());
        for (Content content : payload.value().contents()) {
          cids.remove(content.link());
        }
      }
    }
    return cids;
  }
}
