package dagbok.benchmark;

import dagbok.benchmark.Hostile.Made;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.dag.History;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The profiles that {@link WorstCases} measures, but for those of {@link HostileControls}. */
final class HostileCases {
  private static final int TEXT_BYTES = 200;
  private static final int MAX_PREV = 64;
  private static final int SMALL_BYTES = 16 * 1024;

  private HostileCases() {}

  /** Posts of one device with short texts. */
  static HostileCase honest(Hostile by) {
    return new Chain(by, (author, own) -> author.entry(own, List.of(), author.post(TEXT_BYTES)));
  }

  /** All, by what they do. */
  static Map<String, Function<Hostile, HostileCase>> all() {
    Map<String, Function<Hostile, HostileCase>> all = new LinkedHashMap<>();
    all.put("widest prev", WidestPrev::new);
    all.put(
        "deepest chain, no contents",
        by -> new Chain(by, (author, own) -> author.entry(own, List.of(), author.post(List.of()))));
    all.put(
        "stubs alone",
        by -> new Chain(by, (author, own) -> author.stub(own, List.of(), author.post(List.of()))));
    all.put(
        "32 tiny contents each",
        by -> new Chain(by, (author, own) -> author.entry(own, List.of(), tiny(author))));
    all.put("contents that never come", by -> new Chain(by, HostileCases::lacking));
    all.put("never live, at the top", NeverLive::new);
    all.put("forks at the grant: all are tips", by -> new Forks(by, false));
    all.put("forks at one entry: all are tips", by -> new Forks(by, true));
    all.put("each entry forks", EachForks::new);
    all.put("one payload named by all", by -> new OnePayload(by, 10));
    all.put("one payload of 16 KiB", by -> new OnePayload(by, SMALL_BYTES - 200));
    all.put("the same 256 KiB of contents", by -> new SameContents(by, 16, SMALL_BYTES));
    all.put("one tiny content named by all", by -> new SameContents(by, 1, 1));
    all.put("ground: never a cut", by -> new Ground(by, false, false));
    all.put("ground: cuts wherever they may be", by -> new Ground(by, true, false));
    all.put("ground: never a cut; late ones", by -> new Ground(by, false, true));
    all.put("late merges", LateMerges::new);
    all.put("tip of a long chain of stubs", StubsBelowTip::new);
    HostileControls.addTo(all);
    return all;
  }

  private static Encoded<Payload> tiny(Hostile author) {
    List<Content> contents = new ArrayList<>();
    for (int i = 0; i < Payload.MAX_CONTENTS; i++) {
      contents.add(Hostile.named(author.content(3)));
    }
    return author.post(contents);
  }

  private static Made lacking(Hostile author, Made own) {
    Content content = Content.of(Cid.of(Multicodec.RAW, author.bytes(32)), 10, "");
    return author.entry(own, List.of(), author.post(List.of(content)));
  }

  /** What comes after an entry. */
  interface Next {
    Made after(Hostile author, Made own);
  }

  /** One entry after another. */
  private static final class Chain extends HostileCase {
    private final Next next;

    Chain(Hostile author, Next next) {
      super(author);
      this.next = next;
    }

    @Override
    void write(long size) {
      own = author.grant(author.root);
      fill(size);
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
    void write(long size) {
      own = author.grant(author.root);
      fill(size);
    }

    @Override
    void more() {
      Made before = own;
      own = author.entry(own, List.copyOf(last), author.post(List.of()));
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
        high = author.stub(high, List.of(), author.post(List.of()));
      }
      author.then(history -> history.newest(1));
    }

    @Override
    void more() {
      own = author.entry(own, List.of(), author.post(List.of()));
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
        at = author.entry(at, List.of(), author.post(List.of()));
      }
      fill(size);
    }

    @Override
    void more() {
      Made unused = author.entry(at, List.of(), author.post(List.of()));
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
      ends.add(author.entry(own, List.of(), author.post(List.of())));
      ends.add(author.entry(own, List.of(), author.post(List.of())));
    }
  }

  /** Stubs first, then the payload that all of them name. */
  private static final class OnePayload extends HostileCase {
    private final Encoded<Payload> payload;

    OnePayload(Hostile author, int bytes) {
      super(author);
      this.payload =
          author.payload(new Body("noise", new Ipld.Bytes(author.bytes(bytes))), List.of());
    }

    @Override
    void write(long size) {
      own = author.grant(author.root);
      fill(size);
      own = author.entry(own, List.of(), payload);
    }

    @Override
    void more() {
      own = author.stub(own, List.of(), payload);
    }
  }

  /** Contents named by all, which come last; then all is deleted, and erased. */
  private static final class SameContents extends HostileCase {
    private final int count;
    private final int bytes;
    private List<Content> contents = List.of();

    SameContents(Hostile author, int count, int bytes) {
      super(author);
      this.count = count;
      this.bytes = bytes;
    }

    @Override
    void write(long size) {
      List<Block> blocks = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        blocks.add(Block.of(Multicodec.RAW, author.bytes(bytes)));
      }
      contents = blocks.stream().map(Hostile::named).toList();
      Made deleter = author.grant(author.root);
      own = author.grant(deleter);
      List<Cid> posts = new ArrayList<>();
      while (author.bytes() < size - count * bytes) {
        more();
        posts.add(own.cid());
      }
      blocks.forEach(author::bring);
      for (int i = 0; i + 256 < posts.size() / 2; i += 256) {
        deleter = author.delete(deleter, List.of(), posts.subList(i, i + 256));
      }
    }

    @Override
    void more() {
      own = author.entry(own, List.of(), author.post(contents));
    }

    @Override
    void settled(History history, History.Change change) {
      for (Cid gone : change.vanished()) {
        if (!history.erasable(gone).isEmpty()) {
          history.erase(gone, history.erasable(gone));
        }
      }
    }
  }

  private static final class Ground extends HostileCase {
    private static final int CUT_BITS = 48;
    private static final double LARGEST = 512_000;
    private static final double SMALLEST = 6_000;
    private final boolean cuts;
    private final boolean late;
    private Made low = author.root;

    Ground(Hostile author, boolean cuts, boolean late) {
      super(author);
      this.cuts = cuts;
      this.late = late;
    }

    @Override
    void write(long size) {
      low = author.grant(author.root);
      own = author.grant(low);
      while (author.bytes() < size) {
        append(author);
      }
    }

    private void append(Hostile author) {
      own = author.ground(own, author.post(List.of()), this::isWished);
    }

    /** As no entry that weighs at most 1,000 is cut, or as all of 150 are by two passes. */
    private boolean isWished(Cid cid) {
      byte[] bytes = cid.toBytes();
      long x = 0;
      for (int i = bytes.length - CUT_BITS / 8; i < bytes.length; i++) {
        x = x << 8 | (bytes[i] & 0xff);
      }
      double share = x / (double) (1L << CUT_BITS);
      return cuts ? share < 150 / LARGEST * 10 : share > 1_000 / SMALLEST;
    }

    @Override
    void more() {
      if (late) {
        low = author.ground(low, author.post(List.of()), this::isWished);
      } else {
        append(author);
      }
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
        own = author.entry(own, List.of(), author.post(TEXT_BYTES));
      }
    }

    @Override
    void more() {
      late = author.entry(late, List.of(), author.post(TEXT_BYTES));
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
        own = author.stub(own, List.of(), author.post(List.of()));
      }
    }

    @Override
    void more() {
      own = author.entry(own, List.of(), author.post(List.of()));
      author.then(History::settle);
      deleter = author.delete(deleter, List.of(), List.of(own.cid()));
    }
  }
}
