package dagbok.archive;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.codec.DecodeException;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Goes over blocks and what they link to, each once, depth first. Not thread-safe. */
final class LinkWalk {
  /** The most blocks of one walk: a TiB of media. */
  static final int MAX_BLOCKS = 1 << 20;

  private final Step step;
  private final Set<Cid> seen = new HashSet<>();
  private final Deque<Cid> stack = new ArrayDeque<>();

  LinkWalk(Step step) {
    this.step = step;
  }

  /** What is done with each block. */
  interface Step {
    /** Reads a block; what it links to is next, unless nothing is given. */
    Optional<Block> read(Cid cid);

    /** Is told that a block is not what its codec says, and so links to nothing. */
    void malformed(Cid cid, DecodeException why);
  }

  /** Says that a block was met elsewhere; whether it is new. */
  boolean meet(Cid cid) {
    return seen.add(cid);
  }

  /** Goes over all that can be reached from {@code roots} and was not met before. */
  void walk(Collection<Cid> roots) {
    push(roots);
    while (!stack.isEmpty()) {
      step.read(stack.pop()).ifPresent(this::follow);
    }
  }

  private void follow(Block block) {
    try {
      push(Links.of(block));
    } catch (DecodeException e) {
      step.malformed(block.cid(), e);
    }
  }

  private void push(Collection<Cid> links) {
    Deque<Cid> fresh = new ArrayDeque<>();
    for (Cid cid : links) {
      if (seen.add(cid)) {
        fresh.push(cid);
      }
    }
    if (seen.size() > MAX_BLOCKS) {
      throw Refusals.tooMany("blocks of media", MAX_BLOCKS);
    }
    fresh.forEach(stack::push);
  }
}
