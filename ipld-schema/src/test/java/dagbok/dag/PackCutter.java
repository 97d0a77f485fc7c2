package dagbok.dag;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * Cuts a profile's items into packs, at places that the items' CIDs and weights determine, so that
 * everybody cuts alike and a change moves few cuts.
 *
 * @param <T> an item
 */
final class PackCutter<T> {
  /** No pack weighs more. */
  static final long MAX_WEIGHT = 1_000_000;

  private static final int CID_BITS = 48;

  /**
   * One of the three passes.
   *
   * @param target T: the mean weight between cuts
   * @param least M: no pack that is cut by a CID weighs less
   */
  private record Pass(long target, long least) {}

  private static final List<Pass> PASSES =
      List.of(new Pass(512_000, 256_000), new Pass(48_000, 24_000), new Pass(6_000, 3_000));

  private final ToLongFunction<T> weight;
  private final Function<T, Cid> cid;
  private final List<List<T>> packs = new ArrayList<>();

  PackCutter(ToLongFunction<T> weight, Function<T, Cid> cid) {
    this.weight = weight;
    this.cid = cid;
  }

  /** The items, in canonical order, as packs. */
  List<List<T>> cut(List<T> items) {
    List<T> rest = items;
    for (Pass pass : PASSES) {
      rest = cut(rest, pass);
    }
    if (!rest.isEmpty()) {
      packs.add(rest);
    }
    return packs;
  }

  /** Adds the packs that a pass cuts off, and returns what follows the last cut. */
  private List<T> cut(List<T> items, Pass pass) {
    int from = 0;
    long piece = 0;
    for (int i = 0; i < items.size(); i++) {
      T item = items.get(i);
      long w = weight.applyAsLong(item);
      if (piece + w > MAX_WEIGHT && i > from) {
        packs.add(items.subList(from, i));
        from = i;
        piece = 0;
      }
      piece += w;
      if (piece >= pass.least && isCut(cid.apply(item), w, pass.target)) {
        packs.add(items.subList(from, i + 1));
        from = i + 1;
        piece = 0;
      }
    }
    return items.subList(from, items.size());
  }

  /** x·T &lt; w·2⁴⁸, in 128 bits; x is the last 48 bits of the CID. */
  static boolean isCut(Cid cid, long w, long target) {
    byte[] bytes = cid.toBytes();
    long x = 0;
    for (int i = bytes.length - CID_BITS / Byte.SIZE; i < bytes.length; i++) {
      x = x << Byte.SIZE | (bytes[i] & 0xff);
    }
    long left = Math.multiplyHigh(x, target);
    long right = w >>> (Long.SIZE - CID_BITS);
    return left != right ? left < right : Long.compareUnsigned(x * target, w << CID_BITS) < 0;
  }
}
