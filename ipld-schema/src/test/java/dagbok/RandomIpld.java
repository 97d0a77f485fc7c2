package dagbok;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.Ipld;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Random values of the IPLD data model, the same for the same seed. */
public final class RandomIpld {
  private static final int MAX_DEPTH = 6;
  private static final int MAX_ITEMS = 6;
  private static final int[] CODE_POINTS = {
    0, '\n', '"', '\\', '/', 'a', 'b', 0x7f, 0x80, 0xe9, 0x7ff, 0x800, 0xfeff, 0xfffd, 0xffff,
    0x10000, 0x1f4d4, 0x10ffff
  };

  private final Random random;

  /** Values that depend on {@code seed} alone. */
  public RandomIpld(long seed) {
    this.random = new Random(seed);
  }

  /** The next value. */
  public Ipld next() {
    return next(0);
  }

  /** The next CID. */
  public Cid nextCid() {
    Multicodec[] codecs = Multicodec.values();
    return Cid.ofDigest(codecs[random.nextInt(codecs.length)], bytes(32));
  }

  private Ipld next(int depth) {
    return switch (random.nextInt(depth < MAX_DEPTH ? 12 : 8)) {
      case 0 -> Ipld.NULL;
      case 1 -> Ipld.of(random.nextBoolean());
      case 2, 3 -> Ipld.of(random.nextLong() >> random.nextInt(64));
      case 4 -> new Ipld.Real(real());
      case 5 -> Ipld.of(text());
      case 6 -> Ipld.of(bytes(random.nextInt(40)));
      case 7 -> Ipld.link(nextCid());
      case 8, 9 -> list(depth + 1);
      default -> map(depth + 1);
    };
  }

  private Ipld list(int depth) {
    List<Ipld> items = new ArrayList<>();
    for (int i = random.nextInt(MAX_ITEMS); i > 0; i--) {
      items.add(next(depth));
    }
    return Ipld.list(items);
  }

  private Ipld map(int depth) {
    Map<String, Ipld> fields = new LinkedHashMap<>();
    for (int i = random.nextInt(MAX_ITEMS); i > 0; i--) {
      fields.put(text() + i, next(depth)); // the digit keeps clear of what DAG-JSON reserves
    }
    return Ipld.map(fields);
  }

  private double real() {
    double any = Double.longBitsToDouble(random.nextLong());
    if (!Double.isFinite(any) || random.nextBoolean()) {
      return (double) random.nextInt(1_000_000) / (1 << random.nextInt(20));
    }
    return any;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(10); i > 0; i--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return text.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
