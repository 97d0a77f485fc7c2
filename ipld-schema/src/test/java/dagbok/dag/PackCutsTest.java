package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.schema.PackRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Cutting only where something changed gives what cutting all of it gives. */
class PackCutsTest {
  private static final int SEEDS = 60;
  private static final int STEPS = 60;

  @Test
  void cutsAreThoseOfThreePassesOverEverything() {
    int[] levels = new int[PackRow.TAIL + 1];
    for (int seed = 0; seed < SEEDS; seed++) {
      Trial trial = new Trial(seed);
      for (int step = 0; step < STEPS; step++) {
        try {
          trial.step();
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed + ", step " + step + ": " + e.getMessage(), e);
        }
      }
      trial.state.packs().forEach(pack -> levels[pack.level()]++);
    }
    assertThat(levels[1]).isGreaterThan(SEEDS);
    assertThat(levels[2]).isGreaterThan(SEEDS / 2);
    assertThat(levels[3]).isGreaterThan(SEEDS / 2);
  }

  /** Items of random weights that come, go and become other ones. */
  private static final class Trial {
    private final Random random;
    private final MemoryState state = new MemoryState();
    private final List<EntryRow> rows = new ArrayList<>();
    private final int typical;
    private long height = 1;

    Trial(int seed) {
      random = new Random(seed);
      typical = List.of(400, 4_000, 30_000).get(seed % 3);
    }

    void step() {
      Set<Place> changes = new HashSet<>();
      int many = random.nextInt(4) == 0 ? random.nextInt(400) : 1 + random.nextInt(3);
      for (int i = 0; i < many; i++) {
        changes.add(random.nextInt(3) > 0 || rows.isEmpty() ? append() : change());
      }
      List<PackRow> old = state.packs();
      List<PackRow> cut =
          new PackCuts(state, old, changes)
              .cut().stream()
                  .map(r -> new PackRow(r.level(), r.first(), r.last(), r.weight(), ref()))
                  .toList();
      state.replacePacks(old, cut);
      assertThat(shape(cut)).isEqualTo(expected());
    }

    private Place append() {
      height += random.nextInt(3);
      byte[] bytes = new byte[8];
      random.nextBytes(bytes);
      int length = 1 + random.nextInt(4_096);
      int more = random.nextInt(random.nextInt(20) == 0 ? 270_000 : typical);
      EntryRow row =
          new EntryRow(
              new EntryRow.Facts(
                  rows.size() + 1L,
                  Cid.of(Multicodec.DAG_CBOR, bytes),
                  Cid.of(Multicodec.DAG_CBOR, bytes),
                  EntryRow.Kind.POST,
                  random.nextInt(10) == 0 ? 1L + random.nextInt((int) height) : height,
                  0,
                  1,
                  EntryRow.NONE,
                  List.of(),
                  EntryRow.NONE,
                  EntryRow.NONE,
                  length));
      row.weight = (long) length + more;
      row.standing = Standing.LIVE;
      rows.add(row);
      state.insert(row, bytes, Optional.empty());
      return row.place();
    }

    /** To a stub, to nothing, or back. */
    private Place change() {
      EntryRow row = rows.get(random.nextInt(rows.size()));
      row.standing = row.isLive() ? Standing.DELETED : Standing.LIVE;
      row.followers = random.nextInt(2);
      return row.place();
    }

    private List<List<Object>> expected() {
      List<EntryRow> kept =
          rows.stream()
              .filter(EntryRow::isKept)
              .sorted(Comparator.comparing(EntryRow::place))
              .toList();
      PackCutter<EntryRow> cutter = new PackCutter<>(EntryRow::packWeight, EntryRow::cid);
      return cutter.cut(kept).stream()
          .map(
              run ->
                  List.<Object>of(
                      run.get(0).place(),
                      run.get(run.size() - 1).place(),
                      run.stream().mapToLong(EntryRow::packWeight).sum()))
          .toList();
    }

    private static List<List<Object>> shape(List<PackRow> packs) {
      return packs.stream()
          .map(pack -> List.<Object>of(pack.first(), pack.last(), pack.weight()))
          .toList();
    }

    private static PackRef ref() {
      return new PackRef(Cid.of(Multicodec.DAG_CBOR, new byte[0]), 0, 0, 0, 0, 0, 0);
    }
  }
}
