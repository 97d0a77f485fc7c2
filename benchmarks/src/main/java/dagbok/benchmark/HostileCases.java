package dagbok.benchmark;

import dagbok.benchmark.Hostile.Made;
import dagbok.dag.History;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The profiles that {@link WorstCases} measures, but for those of the next two classes. */
final class HostileCases {
  private static final int TEXT_BYTES = 200;
  private static final int MAX_PREV = 64;

  private HostileCases() {}

  /** Posts of one device with short texts. */
  static HostileCase honest(Hostile by) {
    return new Chain(by, (author, own) -> author.entry(own, author.post(TEXT_BYTES)));
  }

  /** All, by what they do. */
  static Map<String, Function<Hostile, HostileCase>> all() {
    Map<String, Function<Hostile, HostileCase>> all = new LinkedHashMap<>();
    all.put("widest prev", WidestPrev::new);
    all.put(
        "deepest chain, no contents",
        by -> new Chain(by, (author, own) -> author.entry(own, author.post())));
    all.put("stubs alone", by -> new Chain(by, (author, own) -> author.stub(own, author.post())));
    all.put("never live, at the top", NeverLive::new);
    all.put("forks at the grant: all are tips", by -> new Forks(by, false));
    all.put("forks at one entry: all are tips", by -> new Forks(by, true));
    all.put("each entry forks", EachForks::new);
    all.put("late merges", LateMerges::new);
    all.put("tip of a long chain of stubs", StubsBelowTip::new);
    HostileContents.addTo(all);
    HostileControls.addTo(all);
    return all;
  }

  /** What comes after an entry. */
  interface Next {
    Made after(Hostile author, Made own);
  }

  /** One entry after another. */
  static final class Chain extends HostileCase {
    private final Next next;

    Chain(Hostile author, Next next) {
      super(author);
      this.next = next;
    }

    @Override
    void more() {
      own = next.after(author, own);
    }
  }

  private static final class WidestPrev extends HostileCase {
    private final Deque<Made> last = new ArrayDeque<>();

    WidestPrev(Hostile author) {
      super(author);
    }

    @Override
    void more() {
      Made before = own;
      own = author.entry(own, List.copyOf(last), author.post());
      last.addLast(before);
      if (last.size() > MAX_PREV) {
        last.removeFirst();
      }
    }
  }

  /** Entries above all others that are not kept, and live ones far below. */
  private static final class NeverLive extends HostileCase {
    NeverLive(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      own = author.grant(author.root);
      Made high = author.grant(own);
      while (author.bytes() < size) {
        high = author.stub(high, author.post());
      }
      author.then(history -> history.newest(1));
    }

    @Override
    void more() {
      own = author.entry(own, author.post());
      author.then(history -> history.newest(100));
    }
  }

  private static final class Forks extends HostileCase {
    private final boolean atEntry;
    private Made at = author.root;

    Forks(Hostile author, boolean atEntry) {
      super(author);
      this.atEntry = atEntry;
    }

    @Override
    void write(long size) {
      at = author.grant(author.root);
      if (atEntry) {
        at = author.entry(at, author.post());
      }
      fill(size);
    }

    @Override
    void more() {
      Made unused = author.entry(at, author.post());
    }
  }

  private static final class EachForks extends HostileCase {
    private final Deque<Made> ends = new ArrayDeque<>();

    EachForks(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      ends.add(author.grant(author.root));
      fill(size);
    }

    @Override
    void more() {
      Made own = ends.removeFirst();
      ends.add(author.entry(own, author.post()));
      ends.add(author.entry(own, author.post()));
    }
  }

  /** A branch from far below that grows by one and is merged again and again. */
  private static final class LateMerges extends HostileCase {
    private Made late = author.root;

    LateMerges(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      late = author.grant(author.root);
      own = author.grant(late);
      while (author.bytes() < size) {
        own = author.entry(own, author.post(TEXT_BYTES));
      }
    }

    @Override
    void more() {
      late = author.entry(late, author.post(TEXT_BYTES));
      own = author.entry(own, List.of(late), author.post(TEXT_BYTES));
    }
  }

  /** Nothing of it is kept unless the last one is live, which a delete ends and another begins. */
  private static final class StubsBelowTip extends HostileCase {
    private Made deleter = author.root;

    StubsBelowTip(Hostile author) {
      super(author);
    }

    @Override
    void write(long size) {
      deleter = author.grant(author.root);
      own = author.grant(deleter);
      while (author.bytes() < size) {
        own = author.stub(own, author.post());
      }
    }

    @Override
    void more() {
      own = author.entry(own, author.post());
      author.then(History::settle);
      deleter = author.delete(deleter, List.of(own.cid()));
    }
  }
}
