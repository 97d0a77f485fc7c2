package dagbok.ipfs.memory;

import dagbok.cid.Cid;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * Nodes in memory and the connections between them. Everything that happens between nodes happens
 * in the order of the calls, so a simulation in one thread repeats itself. Thread-safe.
 */
public final class MemoryNetwork {
  /** The most nodes of a network. */
  public static final int MAX_NODES = 100_000;

  private final Executor deliveries;
  private final Map<String, MemoryIpfs> nodes = new LinkedHashMap<>();
  private final Map<String, Set<String>> connections = new HashMap<>();
  private final Map<Cid, Set<String>> providers = new HashMap<>();

  /**
   * A network without nodes.
   *
   * @param deliveries runs what listeners to messages do: {@code Runnable::run} for in the thread
   *     of the publisher, or whatever a simulation schedules with
   */
  public MemoryNetwork(Executor deliveries) {
    this.deliveries = deliveries;
  }

  /** A new node, connected with nobody. */
  public synchronized MemoryIpfs newNode() {
    if (nodes.size() == MAX_NODES) {
      throw new IllegalStateException("more than " + MAX_NODES + " nodes");
    }
    String id = "memory-" + nodes.size();
    MemoryIpfs node = new MemoryIpfs(this, id);
    nodes.put(id, node);
    connections.put(id, new LinkedHashSet<>());
    return node;
  }

  /** Connects two nodes. */
  public synchronized void connect(MemoryIpfs one, MemoryIpfs other) {
    if (one != other) {
      connected(one).add(other.id());
      connected(other).add(one.id());
    }
  }

  /** Cuts all connections of a node. */
  public synchronized void isolate(MemoryIpfs node) {
    for (String other : connected(node)) {
      connections.getOrDefault(other, Collections.emptySet()).remove(node.id());
    }
    connected(node).clear();
  }

  Executor deliveries() {
    return deliveries;
  }

  synchronized Optional<MemoryIpfs> find(String id) {
    return Optional.ofNullable(nodes.get(id)).filter(MemoryIpfs::isUp);
  }

  /** The nodes that a node is connected with and that are up. */
  synchronized List<MemoryIpfs> neighbours(MemoryIpfs node) {
    return connected(node).stream().map(this::find).flatMap(Optional::stream).toList();
  }

  private Set<String> connected(MemoryIpfs node) {
    return connections.computeIfAbsent(node.id(), id -> new LinkedHashSet<>());
  }

  /**
   * Who hears what {@code from} says in a topic: itself if it listens, and all that can be reached
   * over nodes that listen.
   */
  synchronized List<MemoryIpfs> audience(MemoryIpfs from, String topic) {
    List<MemoryIpfs> audience = new ArrayList<>();
    Set<MemoryIpfs> seen = new LinkedHashSet<>(List.of(from));
    Deque<MemoryIpfs> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty()) {
      MemoryIpfs node = next.removeFirst();
      if (node.listensTo(topic)) {
        audience.add(node);
      }
      for (MemoryIpfs neighbour : neighbours(node)) {
        if (neighbour.listensTo(topic) && seen.add(neighbour)) {
          next.addLast(neighbour);
        }
      }
    }
    return audience;
  }

  synchronized void provide(Cid cid, MemoryIpfs node) {
    providers.computeIfAbsent(cid, key -> new LinkedHashSet<>()).add(node.id());
  }

  synchronized List<MemoryIpfs> providers(Cid cid) {
    return providers.getOrDefault(cid, Collections.emptySet()).stream()
        .map(this::find)
        .flatMap(Optional::stream)
        .toList();
  }
}
