package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The small contents that are here, those that just came at hand. */
final class Contents {
  private final State state;
  private final Map<Cid, Block> fresh = new HashMap<>();

  Contents(State state) {
    this.state = state;
  }

  /** How long one is, or -1. */
  long length(Cid content) {
    @Nullable Block block = fresh.get(content);
    return block == null ? state.contentLength(content) : block.bytes().length;
  }

  Optional<Block> find(Cid content) {
    Block block = fresh.get(content);
    return block == null ? state.content(content) : Optional.of(block);
  }

  void put(Block content) {
    state.putContent(content);
    fresh.put(content.cid(), content);
  }

  void remove(Cid content) {
    state.removeContent(content);
    fresh.remove(content);
  }

  /** Lets go of those at hand. */
  void release() {
    fresh.clear();
  }
}
