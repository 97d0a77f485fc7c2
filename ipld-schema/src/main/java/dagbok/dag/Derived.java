package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.PackRef;
import dagbok.schema.Snapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What follows from a set.
 *
 * @param live the live entries, in canonical order
 * @param kept the live entries and all that is behind them, in canonical order
 * @param devices devices in force, by their grant (or the root entry), each with the last entry of
 *     its chain of {@code own} (before its first, itself)
 * @param tips the maximal live entries: those that are not among the nearest live ancestors of
 *     another
 * @param nodes the node of each live entry
 * @param nodeBlocks all nodes, merge nodes included, ancestors first
 * @param head the head node; empty if nothing is live
 * @param packs the packs, in order
 * @param snapshot the snapshot
 */
public record Derived(
    Set<Cid> live,
    Set<Cid> kept,
    Map<Cid, Cid> devices,
    Set<Cid> tips,
    Map<Cid, Cid> nodes,
    List<Block> nodeBlocks,
    Optional<Cid> head,
    List<PackedRun> packs,
    Encoded<Snapshot> snapshot) {
  /** A pack: its place in the snapshot, its block, and its entries in order. */
  public record PackedRun(PackRef ref, Block block, List<Cid> entries) {
    /** Copies the list. */
    public PackedRun {
      entries = List.copyOf(entries);
    }
  }
}
