package dagbok.dag;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code packs} cuts: all three passes in one go over the items, in canonical order, from the
 * first pack that something changed in to where cuts are again what they were. A cut of the first
 * pass does away with the cuts of the others before it, one of the second with those of the third.
 */
final class PackCuts {
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

  /** A pack: which pass cut it off, and from where to where it goes. */
  record Run(int level, Place first, Place last, long weight) {}

  private final State state;
  private final List<PackRow> old;
  private final NavigableSet<Place> changes;
  private final List<Run> runs = new ArrayList<>();
  private final long[] weights = new long[PASSES.size()];
  private final Set<Place> oldFirstLevelCuts = new HashSet<>();

  PackCuts(State state, List<PackRow> old, Collection<Place> changes) {
    this.state = state;
    this.old = old;
    this.changes = new TreeSet<>(changes);
    for (PackRow pack : old) {
      if (pack.level() == 1) {
        oldFirstLevelCuts.add(pack.last());
      }
    }
  }

  /** The packs as they are to be. */
  List<Run> cut() {
    int next = 0;
    while (!changes.isEmpty()) {
      int start = Math.max(next, startFor(changes.first()));
      keep(next, start);
      next = cutFrom(start);
    }
    keep(next, old.size());
    return runs;
  }

  /**
   * The old pack to begin with: where the change is, or the one before if it might go on into it.
   */
  private int startFor(Place change) {
    int pack = packOf(change);
    if (pack < old.size() && change.compareTo(old.get(pack).last()) > 0 && isFirm(old.get(pack))) {
      return pack + 1;
    }
    boolean atItsBeginning = pack > 0 && change.compareTo(old.get(pack).first()) <= 0;
    return atItsBeginning && !isFirm(old.get(pack - 1)) ? pack - 1 : pack;
  }

  /** Whether a pack ends by its own last item, not since the next one would have been too much. */
  private boolean isFirm(PackRow pack) {
    if (pack.level() > 1) {
      return pack.level() < PackRow.TAIL;
    }
    Pass pass = PASSES.get(0);
    EntryRow row = state.find(pack.last().entry());
    return row != null
        && pack.weight() >= pass.least
        && isCut(row.cid(), row.packWeight(), pass.target);
  }

  /** The last pack that begins at or before a place; the first, if none does. */
  private int packOf(Place place) {
    int low = 0;
    int high = old.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (old.get(middle).first().compareTo(place) <= 0) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Math.max(low, 0);
  }

  private void keep(int from, int to) {
    for (PackRow pack : old.subList(from, to)) {
      runs.add(new Run(pack.level(), pack.first(), pack.last(), pack.weight()));
    }
  }

  /** Cuts from the beginning of an old pack on; the old pack to go on with. */
  private int cutFrom(int index) {
    Place from = changes.first();
    if (index < old.size() && old.get(index).first().compareTo(from) < 0) {
      from = old.get(index).first();
    }
    setWeights();
    Cutting cutting = new Cutting();
    state.eachKept(from, cutting::take);
    cutting.end();
    if (cutting.resynced == null) {
      changes.clear();
      return old.size();
    }
    changes.headSet(cutting.resynced, true).clear();
    return packOf(cutting.resynced) + 1;
  }

  /** What each pass has gathered since its last cut. */
  private void setWeights() {
    for (int pass = 0; pass < weights.length; pass++) {
      weights[pass] = 0;
      for (int i = runs.size() - 1; i >= 0 && runs.get(i).level > pass + 1; i--) {
        weights[pass] += runs.get(i).weight;
      }
    }
  }

  /** One way over the items. */
  private final class Cutting {
    private @Nullable Place first;
    private @Nullable Place last;
    private long weight;
    private @Nullable Place resynced;

    boolean take(EntryRow row) {
      Place place = row.place();
      long w = row.packWeight();
      if (weights[0] + w > MAX_WEIGHT && weights[0] > 0) {
        cut(1);
        if (isResynced()) {
          return false;
        }
      }
      if (first == null) {
        first = place;
      }
      last = place;
      weight += w;
      for (int pass = 0; pass < weights.length; pass++) {
        weights[pass] += w;
      }
      for (int pass = 0; pass < weights.length; pass++) {
        Pass rule = PASSES.get(pass);
        if (weights[pass] >= rule.least && isCut(row.cid(), w, rule.target)) {
          cut(pass + 1);
          return pass > 0 || !isResynced();
        }
      }
      return true;
    }

    /** Whether the cut just made was there before, and nothing changes before the next one. */
    private boolean isResynced() {
      Place cut = runs.get(runs.size() - 1).last;
      if (oldFirstLevelCuts.contains(cut)) {
        resynced = cut;
        return true;
      }
      return false;
    }

    private void cut(int level) {
      Place from = first;
      Place to = last;
      long sum = weight;
      while (!runs.isEmpty() && runs.get(runs.size() - 1).level > level) {
        Run inner = runs.remove(runs.size() - 1);
        from = inner.first;
        to = to == null ? inner.last : to;
        sum += inner.weight;
      }
      runs.add(new Run(level, Objects.requireNonNull(from), Objects.requireNonNull(to), sum));
      for (int pass = level - 1; pass < weights.length; pass++) {
        weights[pass] = 0;
      }
      first = null;
      last = null;
      weight = 0;
    }

    void end() {
      if (resynced == null && first != null && last != null) {
        runs.add(new Run(PackRow.TAIL, first, last, weight));
      }
    }
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
