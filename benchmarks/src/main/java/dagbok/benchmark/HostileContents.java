package dagbok.benchmark;

import dagbok.benchmark.Hostile.Made;
import dagbok.benchmark.HostileCases.Chain;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import dagbok.dag.History;
import dagbok.schema.Body;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Profiles whose payloads, contents or CIDs are made to cost. */
final class HostileContents {
  private static final int SMALL_BYTES = 16 * 1024;
  private static final int MANY_VALUES = 16_000;

  private HostileContents() {}

  static void addTo(Map<String, Function<Hostile, HostileCase>> all) {
    all.put(
        "32 tiny contents each",
        by -> new Chain(by, (author, own) -> author.entry(own, tiny(author))));
    all.put("contents that never come", by -> new Chain(by, HostileContents::lacking));
    all.put(
        "payloads of 16,000 values",
        by -> new Chain(by, (author, own) -> author.entry(own, values(author))));
    all.put("one payload named by all", by -> new OnePayload(by, 10));
    all.put("one payload of 16 KiB", by -> new OnePayload(by, SMALL_BYTES - 200));
    all.put("the same 256 KiB of contents", by -> new SameContents(by, 16, SMALL_BYTES));
    all.put("one tiny content named by all", by -> new SameContents(by, 1, 1));
    all.put("ground: never a cut", by -> new Ground(by, false, false));
    all.put("ground: cuts wherever they may be", by -> new Ground(by, true, false));
    all.put("ground: never a cut; late ones", by -> new Ground(by, false, true));
  }

  private static Encoded<Payload> values(Hostile author) {
    List<Ipld> values = Collections.nCopies(MANY_VALUES, Ipld.of(1));
    return author.payload(new Body("values", new Ipld.Array(values)), List.of());
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
    return author.entry(own, author.post(List.of(content)));
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
      own = author.entry(own, payload);
    }

    @Override
    void more() {
      own = author.stub(own, payload);
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
      while (author.bytes() < size - (long) count * bytes) {
        more();
        posts.add(own.cid());
      }
      blocks.forEach(author::bring);
      for (int i = 0; i + 256 < posts.size() / 2; i += 256) {
        deleter = author.delete(deleter, posts.subList(i, i + 256));
      }
    }

    @Override
    void more() {
      own = author.entry(own, author.post(contents));
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
      own = author.ground(own, author.post(), this::isWished);
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
        low = author.ground(low, author.post(), this::isWished);
      } else {
        append(author);
      }
    }
  }
}
