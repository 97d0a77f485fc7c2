package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.History.Member;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What of a replica is to be in the IPFS node, by pin. */
final class KeepPlan {
  private final Derived derived;
  private final Replica replica;
  private final Map<Cid, Block> nodeBlocks = new HashMap<>();

  private KeepPlan(Replica replica) {
    this.replica = replica;
    this.derived = replica.derived();
    derived.nodeBlocks().forEach(block -> nodeBlocks.put(block.cid(), block));
  }

  /** The snapshot's unit first. */
  static List<KeepUnit> of(Replica replica) {
    KeepPlan plan = new KeepPlan(replica);
    List<KeepUnit> units = new ArrayList<>();
    units.add(plan.snapshot());
    units.add(plan.heads());
    if (replica.own()) {
      plan.derived.packs().forEach(pack -> units.add(plan.loose(pack)));
      plan.merges(units);
    }
    return units;
  }

  private KeepUnit snapshot() {
    List<Block> blocks = new ArrayList<>();
    derived.packs().forEach(pack -> blocks.add(pack.block()));
    blocks.add(derived.snapshot().block());
    return new KeepUnit(derived.snapshot().block(), "snapshot", blocks);
  }

  /** The newest heads, and the root node, by which holders of the profile are found. */
  private KeepUnit heads() {
    List<Block> blocks = new ArrayList<>();
    replica.heads().forEach(head -> blocks.add(head.block()));
    Block root = nodeBlocks.get(replica.profile().root());
    if (root != null) {
      blocks.add(root);
    }
    return KeepUnit.list("heads", blocks, List.of());
  }

  /** Entries, payloads, nodes and small contents of a pack as blocks of their own. */
  private KeepUnit loose(PackedRun pack) {
    Map<Cid, Block> blocks = new LinkedHashMap<>();
    Set<Cid> elsewhere = new HashSet<>();
    for (Cid entry : pack.entries()) {
      Member member = replica.member(entry).orElseThrow();
      blocks.put(entry, member.entry().block());
      if (derived.live().contains(entry)) {
        Cid node = derived.nodes().get(entry);
        blocks.put(node, nodeBlocks.get(node));
        Encoded<Payload> payload = member.payload().orElseThrow();
        blocks.put(payload.cid(), payload.block());
        Payload.Packing packing = payload.value().packing();
        packing
            .packed()
            .forEach(c -> blocks.put(c.link(), replica.content(c.link()).orElseThrow()));
        elsewhere.addAll(packing.linked());
      }
    }
    elsewhere.removeAll(blocks.keySet());
    return KeepUnit.list("loose", blocks.values(), elsewhere);
  }

  private void merges(List<KeepUnit> units) {
    Set<Cid> entryNodes = new HashSet<>(derived.nodes().values());
    List<Block> merges =
        derived.nodeBlocks().stream().filter(block -> !entryNodes.contains(block.cid())).toList();
    if (!merges.isEmpty()) {
      units.add(KeepUnit.list("merges", merges, List.of()));
    }
  }
}
