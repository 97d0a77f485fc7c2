package dagbok.simulation;

import dagbok.block.Block;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * One block being fetched: one holder after another is asked, until one gives bytes that hash to
 * the CID or time is up.
 */
final class Fetching {
  /** So long one waits for an answer before somebody else is asked. */
  private static final long PATIENCE_MILLIS = 1_000;

  private final Timeline timeline;
  private final Network network;
  private final Holders holders;
  private final SplittableRandom random;
  private final int self;
  private final Want want;
  private final long end;
  private final Consumer<Optional<Block>> done;
  private final Set<Integer> asked = new HashSet<>();
  private int attempt;
  private boolean isOver;

  /** {@code done} hears of it once. */
  Fetching(
      Timeline timeline,
      Network network,
      Holders holders,
      SplittableRandom random,
      int self,
      Want want,
      long millis,
      Consumer<Optional<Block>> done) {
    this.timeline = timeline;
    this.network = network;
    this.holders = holders;
    this.random = random;
    this.self = self;
    this.want = want;
    this.end = timeline.now() + millis;
    this.done = done;
  }

  /** Asks the next one. */
  void ask() {
    if (isOver) {
      return;
    }
    if (timeline.now() >= end || !network.node(self).isOnline()) {
      over(Optional.empty());
      return;
    }
    int number = ++attempt;
    holders
        .pick(self, asked, random)
        .ifPresentOrElse(to -> network.ask(self, to, want, this::answered), asked::clear);
    timeline.after(PATIENCE_MILLIS, () -> again(number));
  }

  private void again(int number) {
    if (number == attempt) {
      ask();
    }
  }

  private void answered(Answer answer) {
    if (isOver) {
      return;
    }
    if (answer instanceof Answer.Bytes some && want.cid().matches(some.bytes())) {
      over(Optional.of(new Block(want.cid(), some.bytes())));
    } else {
      ask();
    }
  }

  private void over(Optional<Block> block) {
    isOver = true;
    done.accept(block);
  }
}
