package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Derived;
import dagbok.dag.Derived.PackedRun;
import dagbok.dag.History.Member;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What of a replica is to be in the IPFS node at once, by pin; none of it comes from others. */
final class KeepPlan {
  private final Replica replica;
  private final Derived derived;
  private final Map<Cid, Block> nodeBlocks = new HashMap<>();

  private KeepPlan(Replica replica, Derived derived) {
    this.replica = replica;
    this.derived = derived;
    derived.nodeBlocks().forEach(block -> nodeBlocks.put(block.cid(), block));
  }

  /** What there is to keep of what follows from a replica's set; the packs first. */
  static List<KeepUnit> of(Replica replica, Derived derived) {
    KeepPlan plan = new KeepPlan(replica, derived);
    List<KeepUnit> units = new ArrayList<>();
    units.add(packs(derived));
    units.add(plan.heads());
    if (replica.own()) {
      derived.packs().forEach(pack -> units.add(plan.loose(pack)));
      plan.merges(units);
    }
    return units;
  }

  /** A full profile has packs but no snapshot. */
  static KeepUnit packs(Derived derived) {
    List<Block> blocks = new ArrayList<>();
    derived.packs().forEach(pack -> blocks.add(pack.block()));
    derived.room().ifPresent(snapshot -> blocks.add(snapshot.block()));
    return KeepUnit.list(KeepUnit.PACKS, cids(blocks), () -> blocks);
  }

  private static List<Cid> cids(List<Block> blocks) {
    return blocks.stream().map(Block::cid).toList();
  }

  /** The newest heads, and the root node, by which holders of the profile are found. */
  private KeepUnit heads() {
    List<Block> blocks = new ArrayList<>();
    replica.heads().forEach(head -> blocks.add(head.block()));
    Block root = nodeBlocks.get(replica.profile().root());
    if (root != null) {
      blocks.add(root);
    }
    return KeepUnit.list("heads", cids(blocks), () -> blocks);
  }

  /** Entries, payloads, nodes and small contents of a pack as blocks of their own. */
  private KeepUnit loose(PackedRun pack) {
    Set<Cid> cids = new LinkedHashSet<>(pack.entries());
    for (Cid entry : pack.entries()) {
      if (derived.live().contains(entry)) {
        cids.add(node(entry));
        Encoded<Payload> payload = member(entry).payload().orElseThrow();
        cids.add(payload.cid());
        payload.value().packing().packed().forEach(content -> cids.add(content.link()));
      }
    }
    return KeepUnit.list("loose", cids, () -> looseBlocks(pack));
  }

  private List<Block> looseBlocks(PackedRun pack) {
    List<Block> blocks = new ArrayList<>();
    Set<Cid> contents = new HashSet<>();
    for (Cid entry : pack.entries()) {
      Member member = member(entry);
      blocks.add(member.entry().block());
      if (derived.live().contains(entry)) {
        blocks.add(Objects.requireNonNull(nodeBlocks.get(node(entry))));
        Encoded<Payload> payload = member.payload().orElseThrow();
        blocks.add(payload.block());
        for (Content content : payload.value().packing().packed()) {
          if (contents.add(content.link())) {
            blocks.add(replica.content(content.link()).orElseThrow());
          }
        }
      }
    }
    return blocks;
  }

  private Member member(Cid entry) {
    return replica.member(entry).orElseThrow();
  }

  private Cid node(Cid entry) {
    return Objects.requireNonNull(derived.nodes().get(entry));
  }

  private void merges(List<KeepUnit> units) {
    Set<Cid> entryNodes = new HashSet<>(derived.nodes().values());
    List<Block> merges =
        derived.nodeBlocks().stream().filter(block -> !entryNodes.contains(block.cid())).toList();
    if (!merges.isEmpty()) {
      units.add(KeepUnit.list("merges", cids(merges), () -> merges));
    }
  }
}
