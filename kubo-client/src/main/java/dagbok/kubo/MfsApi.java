package dagbok.kubo;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** {@code ipfs files}: the files that the node's person keeps by name. Thread-safe. */
public final class MfsApi {
  /** All that is kept is walked, which takes long where that is much. */
  private static final Duration WALK_TIMEOUT = Duration.ofMinutes(10);

  private final Rpc rpc;

  MfsApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Those of some blocks that the files are made of, as far as these are in the store; asks no
   * peer. Garbage collection keeps such blocks, but {@code block/rm} takes them.
   */
  public Set<Cid> reached(Collection<Cid> blocks) {
    Cid root =
        Json.cid(rpc.send(RpcCall.of("files/stat").arg("/").option("hash", true)).json(), "Hash");
    Set<Cid> sought = new HashSet<>();
    blocks.forEach(block -> sought.add(leaf(block)));
    Set<Cid> found = new HashSet<>();
    if (sought.contains(leaf(root))) {
      found.add(leaf(root));
    }
    RpcCall call =
        RpcCall.of("refs")
            .arg(root)
            .option("recursive", true)
            .option("unique", true)
            .option("offline", true)
            .limit(WALK_TIMEOUT);
    try (RpcAnswer answer = rpc.send(call);
        JsonLines lines = answer.lines()) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        if (Json.optionalText(line, "Err").filter(err -> !err.isEmpty()).isEmpty()) {
          Cid leaf = leaf(Json.cid(line, "Ref"));
          if (sought.contains(leaf)) {
            found.add(leaf);
          }
        }
      }
    }
    Set<Cid> reached = new HashSet<>(blocks);
    reached.removeIf(block -> !found.contains(leaf(block)));
    return reached;
  }

  /** Blocks are stored by what they hash to, whatever their codec. */
  private static Cid leaf(Cid cid) {
    return cid.withCodec(Multicodec.RAW);
  }
}
