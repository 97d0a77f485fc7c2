package dagbok.vectors;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.PackRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the functions give, as a case tells it. */
final class Gives {
  private Gives() {}

  /** All of it, by the entries' names. */
  static Map<String, Object> whole(Functions.Result result, Names names) {
    Map<String, Object> gives = new LinkedHashMap<>();
    gives.put("live", names.inOrder(result.live()));
    gives.put("kept", names.inOrder(result.kept()));
    gives.put("standings", names.of(result.standings()));
    gives.put("devices", names.ofEntries(result.devices()));
    gives.put("forks", names.sorted(result.forks()));
    gives.put("tips", names.sorted(result.tips()));
    gives.put("nodes", Names.texts(result.nodes(), names));
    gives.put("allNodes", Names.texts(nodeCids(result)));
    result.headNode().ifPresent(node -> gives.put("headNode", node.toString()));
    List<Object> packs = new ArrayList<>();
    for (Functions.Run run : result.packs()) {
      Map<String, Object> pack = new LinkedHashMap<>();
      pack.put("ref", ref(run.ref()));
      pack.put("items", names.inOrder(run.entries()));
      packs.add(pack);
    }
    gives.put("packs", packs);
    result.snapshot().ifPresent(block -> gives.put("snapshot", block.cid().toString()));
    return gives;
  }

  /** Counts and CIDs alone, for a set of many entries without names. */
  static Map<String, Object> brief(Functions.Result result) {
    Map<String, Object> gives = new LinkedHashMap<>();
    gives.put("live", result.live().size());
    gives.put("kept", result.kept().size());
    gives.put("tips", result.tips().size());
    gives.put("nodes", result.nodeBlocks().size());
    result.headNode().ifPresent(node -> gives.put("headNode", node.toString()));
    gives.put("packs", result.packs().stream().map(run -> ref(run.ref())).toList());
    result.snapshot().ifPresent(block -> gives.put("snapshot", block.cid().toString()));
    return gives;
  }

  private static Set<Cid> nodeCids(Functions.Result result) {
    Set<Cid> nodes = new TreeSet<>();
    result.nodeBlocks().forEach(block -> nodes.add(block.cid()));
    return nodes;
  }

  /** Nodes, packs and snapshot. */
  static List<Block> blocks(Functions.Result result) {
    List<Block> blocks = new ArrayList<>(result.nodeBlocks());
    result.packs().forEach(run -> blocks.add(run.block()));
    result.snapshot().ifPresent(blocks::add);
    return blocks;
  }

  private static List<Object> ref(PackRef ref) {
    return List.of(
        ref.pack().toString(),
        ref.items(),
        ref.bytes(),
        ref.lowHeight(),
        ref.highHeight(),
        ref.since(),
        ref.until());
  }
}
