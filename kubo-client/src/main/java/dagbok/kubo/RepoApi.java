package dagbok.kubo;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** {@code ipfs repo}: Kubo's store. Thread-safe. */
public final class RepoApi {
  /** A collection walks all pins and all blocks before it says anything. */
  private static final Duration COLLECTION_PATIENCE = Duration.ofHours(1);

  private final Rpc rpc;

  RepoApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** How large the store is, and the size from which Kubo's own collection starts. */
  public record Stat(long bytes, long maxBytes) {}

  /** How large the store is; counts no blocks, so it is quick. */
  public Stat stat() {
    JsonNode sizes = rpc.send(RpcCall.of("repo/stat").option("size-only", true)).json();
    return new Stat(Json.number(sizes, "RepoSize"), Json.number(sizes, "StorageMax"));
  }

  /**
   * Removes all blocks that no pin and no file of MFS holds, and gives their number. Nothing can be
   * pinned meanwhile.
   */
  public long collect() {
    long removed = 0;
    try (RpcAnswer answer = rpc.send(RpcCall.of("repo/gc").patience(COLLECTION_PATIENCE));
        JsonLines lines = answer.lines()) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        removed++;
      }
    }
    return removed;
  }
}
