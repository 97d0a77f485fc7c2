package dagbok.kubo;

import dagbok.cid.Cid;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
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
   * Those of some blocks that the files are made of; asks no peer. Garbage collection keeps such
   * blocks, but {@code block/rm} takes them. Blocks of one hash count as one, whatever their codec.
   *
   * @throws KuboException if not all of the files is in the store, so that not all could be walked
   */
  public Set<Cid> reached(Collection<Cid> blocks) {
    Cid root =
        Json.cid(rpc.send(RpcCall.of("files/stat").arg("/").option("hash", true)).json(), "Hash");
    Leaves sought = new Leaves(blocks);
    sought.found(root);
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
        Optional<String> error = Json.optionalText(line, "Err").filter(err -> !err.isEmpty());
        if (error.isPresent()) {
          throw Failures.unexpected("Kubo's files can't be walked: " + error.get());
        }
        sought.found(Json.cid(line, "Ref"));
      }
    }
    return sought.found();
  }
}
