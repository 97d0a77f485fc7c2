package dagbok.kubo;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code ipfs block}: blocks one by one, or some in one request. Thread-safe. */
public final class BlockApi {
  /** The most blocks of a call. */
  public static final int MAX_BLOCKS = 256;

  private final Rpc rpc;

  BlockApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** What became of one block that was to be removed; {@code error} is Kubo's own word. */
  public record Removal(Cid cid, Optional<String> error) {}

  /**
   * Stores blocks in one request. Kubo checks neither their form nor their codec.
   *
   * @param codec the codec of all of them
   * @throws KuboException if Kubo did not confirm every one; some may be stored all the same
   */
  public void put(Multicodec codec, List<Block> blocks) {
    if (blocks.isEmpty()) {
      return;
    }
    checkCount(blocks.size());
    RpcCall call =
        RpcCall.of("block/put")
            .option("cid-codec", codec.label())
            .option("mhtype", "sha2-256")
            .body(new RpcBody.Files(blocks.stream().map(Block::bytes).toList()));
    try (RpcAnswer answer = rpc.send(call);
        JsonLines lines = answer.lines()) {
      for (int i = 0; i < blocks.size(); i++) {
        checkKey(lines.next(), blocks.get(i), i, blocks.size());
      }
      if (lines.next() != null) {
        throw Failures.unexpected("Kubo confirmed more blocks than it was sent");
      }
    }
  }

  private static void checkKey(@Nullable JsonNode line, Block block, int index, int count) {
    if (line == null) {
      throw Failures.unexpected("Kubo confirmed " + index + " of " + count + " blocks");
    }
    Cid key = Json.cid(line, "Key");
    if (!key.equals(block.cid())) {
      throw Failures.unexpected("Kubo stored " + key + " where " + block.cid() + " was sent");
    }
  }

  /**
   * The bytes of a block, from the store or from peers; not checked against the CID.
   *
   * @throws KuboException with {@code TIMEOUT} if nobody gave it in time
   */
  public byte[] get(Cid cid, Duration timeout) {
    return rpc.send(RpcCall.of("block/get").arg(cid).limit(timeout)).bytes(Block.MAX_BYTES);
  }

  /** The bytes of a block, if it is in the store; asks no peer, and does not check them. */
  public Optional<byte[]> getLocal(Cid cid) {
    try {
      RpcCall call = RpcCall.of("block/get").arg(cid).option("offline", true);
      return Optional.of(rpc.send(call).bytes(Block.MAX_BYTES));
    } catch (KuboException e) {
      return ifNotFound(e);
    }
  }

  /** Whether a block is in the store; asks no peer. */
  public boolean hasLocal(Cid cid) {
    try {
      rpc.send(RpcCall.of("block/stat").arg(cid).option("offline", true)).end();
      return true;
    } catch (KuboException e) {
      return ifNotFound(e).isPresent();
    }
  }

  private static <T> Optional<T> ifNotFound(KuboException e) {
    if (e.reason() == KuboException.Reason.NOT_FOUND) {
      return Optional.empty();
    }
    throw e;
  }

  /**
   * Removes blocks from the store, in one request; those that are not there count as removed, and
   * those that are pinned stay. Kubo walks every recursive pin for each block.
   */
  public List<Removal> remove(Collection<Cid> cids, Duration timeout) {
    if (cids.isEmpty()) {
      return List.of();
    }
    checkCount(cids.size());
    RpcCall call = RpcCall.of("block/rm").option("force", true).limit(timeout);
    cids.forEach(call::arg);
    List<Removal> removals = new ArrayList<>(cids.size());
    try (RpcAnswer answer = rpc.send(call);
        JsonLines lines = answer.lines()) {
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        removals.add(removal(line));
      }
    }
    if (removals.size() != cids.size()) {
      throw Failures.unexpected(
          "Kubo told of " + removals.size() + " of " + cids.size() + " blocks to remove");
    }
    return List.copyOf(removals);
  }

  /** A line without a CID tells that no block at all could be looked at. */
  private static Removal removal(JsonNode line) {
    Optional<String> error = Json.optionalText(line, "Error");
    if (error.isPresent() && !line.has("Hash")) {
      throw Failures.ofText("block/rm", error.get());
    }
    return new Removal(Json.cid(line, "Hash"), error);
  }

  private static void checkCount(int count) {
    if (count > MAX_BLOCKS) {
      throw new IllegalArgumentException(count + " blocks, at most " + MAX_BLOCKS);
    }
  }
}
