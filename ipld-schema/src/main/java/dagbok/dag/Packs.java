package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code packs}: cuts and makes those anew that something changed in. */
final class Packs {
  /** What a content that is only linked to adds to an item's weight. */
  private static final long LINK_WEIGHT = 40;

  private final Rows rows;
  private final State state;
  private final Contents contents;
  private @Nullable List<PackRow> known;

  Packs(Rows rows, State state, Contents contents) {
    this.rows = rows;
    this.state = state;
    this.contents = contents;
  }

  /** What an entry weighs with its payload. */
  static long weight(int entryLength, Encoded<Payload> payload) {
    Payload.Packing packing = payload.value().packing();
    long weight = entryLength + payload.bytes().length + LINK_WEIGHT * packing.linked().size();
    return weight + packing.packed().stream().mapToLong(content -> content.size()).sum();
  }

  /** The packs, in order, read once for each time they change. */
  List<PackRow> all() {
    List<PackRow> all = known;
    if (all == null) {
      all = state.packs();
      known = all;
    }
    return all;
  }

  /**
   * Brings the packs up to date.
   *
   * @param changes where items came, went, or are other than before
   */
  void settle(Collection<Place> changes) {
    if (changes.isEmpty()) {
      return;
    }
    NavigableSet<Place> changed = new TreeSet<>(changes);
    List<PackRow> old = all();
    Map<Place, PackRow> byFirst = new HashMap<>();
    old.forEach(pack -> byFirst.put(pack.first(), pack));
    Set<PackRow> gone = new HashSet<>(old);
    List<PackRow> come = new ArrayList<>();
    for (PackCuts.Run run : new PackCuts(state, old, changed).cut()) {
      PackRow before = byFirst.get(run.first());
      boolean same = changed.subSet(run.first(), true, run.last(), true).isEmpty();
      PackRef ref =
          same && before != null && before.last().equals(run.last())
              ? before.ref()
              : build(run.first(), run.last()).ref();
      PackRow pack = new PackRow(run.level(), run.first(), run.last(), run.weight(), ref);
      if (!gone.remove(pack)) {
        come.add(pack);
      }
    }
    state.replacePacks(old.stream().filter(gone::contains).toList(), come);
    known = null;
  }

  /** A pack: its line in the snapshot, its block, and its entries in order. */
  record Built(PackRef ref, Block block, List<Cid> entries) {}

  /** The pack between two places. */
  Built build(Place first, Place last) {
    PackBuilder builder = new PackBuilder(cid -> contents.find(cid).orElseThrow());
    List<Cid> entries = new ArrayList<>();
    state.eachKept(
        first,
        row -> {
          if (row.place().compareTo(last) > 0) {
            return false;
          }
          entries.add(row.cid());
          add(row, builder);
          return true;
        });
    Encoded<Pack> pack = Encoded.of(builder.build());
    PackRef ref =
        new PackRef(
            pack.cid(),
            entries.size(),
            pack.bytes().length,
            first.height(),
            last.height(),
            builder.since(),
            builder.until());
    return new Built(ref, pack.block(), entries);
  }

  private void add(EntryRow row, PackBuilder builder) {
    Block entry = rows.block(row);
    if (!row.isWhole()) {
      builder.addStub(entry);
      return;
    }
    Encoded<Payload> payload = rows.payload(row).orElseThrow();
    if (row.isLive()) {
      builder.addLive(entry, payload);
    } else {
      builder.addWhole(entry, payload);
    }
  }
}
