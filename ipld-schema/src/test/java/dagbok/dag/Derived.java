package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.PackRef;
import dagbok.schema.ProfileId;
import dagbok.schema.Snapshot;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a set. Immutable.
 *
 * @param live the live entries, in canonical order
 * @param kept the live entries and all that is behind them, in canonical order
 * @param standings how each accepted entry stands
 * @param devices devices in force, by their grant (or the root entry), each with the last entry of
 *     its chain of {@code own} (before its first, itself); of several chains, of the longest
 * @param forks entries that two others of one device have as their {@code own}: the device's key is
 *     in use twice, and the owner should be told
 * @param tips the maximal live entries: those that are not among the nearest live ancestors of
 *     another
 * @param erasable payloads and contents that are there and that only void and deleted entries name
 * @param nodes the node of each live entry
 * @param nodeBlocks all nodes, merge nodes included, ancestors first
 * @param head the head node; empty if nothing is live
 * @param packs the packs, in order
 * @param room the snapshot; empty if the profile is full, see {@link #isFull}
 */
public record Derived(
    Set<Cid> live,
    Set<Cid> kept,
    Map<Cid, Standing> standings,
    Map<Cid, Cid> devices,
    Set<Cid> forks,
    Set<Cid> tips,
    Set<Cid> erasable,
    Map<Cid, Cid> nodes,
    List<Block> nodeBlocks,
    Optional<Cid> head,
    List<PackedRun> packs,
    Optional<Encoded<Snapshot>> room) {
  /** A pack: its place in the snapshot, its block, and its entries in order. */
  public record PackedRun(PackRef ref, Block block, List<Cid> entries) {
    /** Copies the list. */
    public PackedRun {
      entries = List.copyOf(entries);
    }
  }

  /** Wraps sets and maps, which must be nobody else's, and copies lists. */
  public Derived {
    live = Collections.unmodifiableSet(live);
    kept = Collections.unmodifiableSet(kept);
    standings = Collections.unmodifiableMap(standings);
    devices = Collections.unmodifiableMap(devices);
    forks = Collections.unmodifiableSet(forks);
    tips = Collections.unmodifiableSet(tips);
    erasable = Collections.unmodifiableSet(erasable);
    nodes = Collections.unmodifiableMap(nodes);
    nodeBlocks = List.copyOf(nodeBlocks);
    packs = List.copyOf(packs);
  }

  static Derived of(ProfileId profile, Graph graph) {
    LiveSet liveSet = new LiveSet(graph);
    Set<Cid> live = new LinkedHashSet<>();
    Set<Cid> kept = new LinkedHashSet<>();
    for (Vertex vertex : liveSet.kept()) {
      kept.add(vertex.cid());
      if (liveSet.isLive(vertex)) {
        live.add(vertex.cid());
      }
    }
    Set<Cid> tips = liveSet.tips();
    Rewrite rewrite = new Rewrite(profile, liveSet, tips);
    List<PackedRun> packs = new Packer(graph, liveSet).packs();
    return new Derived(
        live,
        kept,
        liveSet.standings(),
        liveSet.devices(),
        liveSet.forks(),
        tips,
        liveSet.erasable(),
        rewrite.nodes(),
        rewrite.blocks(),
        rewrite.head(),
        packs,
        snapshot(profile, packs));
  }

  private static Optional<Encoded<Snapshot>> snapshot(ProfileId profile, List<PackedRun> packs) {
    if (packs.size() > Snapshot.MAX_PACKS) {
      return Optional.empty();
    }
    List<PackRef> refs = packs.stream().map(PackedRun::ref).toList();
    return Optional.of(Encoded.of(new Snapshot(profile, refs)));
  }

  /**
   * Whether the profile would need more packs than a snapshot may have: no head is published, and
   * its owner is told.
   */
  public boolean isFull() {
    return room.isEmpty();
  }

  /**
   * The snapshot.
   *
   * @throws IllegalStateException if the profile is full
   */
  public Encoded<Snapshot> snapshot() {
    return room.orElseThrow(
        () -> new IllegalStateException("profile is full: " + packs.size() + " packs"));
  }
}
