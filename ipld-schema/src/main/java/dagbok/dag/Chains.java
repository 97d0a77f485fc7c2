package dagbok.dag;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The chains of {@code own} of one device, as a tree: an entry's parent is its {@code own}, that of
 * a first entry the grant. Numbered so that an entry's descendants are a run behind it, which tells
 * in one comparison whether one entry is in another's chain. While no two entries have one {@code
 * own}, the {@code seq} is that number, and nothing is read.
 */
interface Chains {
  /** The number of an entry; those of its descendants come right behind it. */
  long start(EntryRow entry);

  /** Whether {@code entry} is in the chain of {@code own} that ends in {@code end}. */
  boolean isInChain(EntryRow entry, EntryRow end);

  /** Those of a device; reads all its entries if it is forked. */
  static Chains of(DeviceRow device, Rows rows, State state) {
    if (!device.forked()) {
      return new Single();
    }
    return new Tree(device, rows, state);
  }

  /** One chain alone. */
  final class Single implements Chains {
    @Override
    public long start(EntryRow entry) {
      return entry.facts().seq();
    }

    @Override
    public boolean isInChain(EntryRow entry, EntryRow end) {
      return entry.facts().seq() <= end.facts().seq();
    }
  }

  /** Several. */
  final class Tree implements Chains {
    private final Map<Long, long[]> startAndSize = new HashMap<>();

    Tree(DeviceRow device, Rows rows, State state) {
      rows.flush();
      List<Long> entries = state.chain(device.id(), -1, Long.MAX_VALUE);
      Set<Long> ofDevice = new HashSet<>(entries);
      Map<Long, Long> parents = new HashMap<>();
      Map<Long, Long> sizes = new HashMap<>();
      for (int i = entries.size() - 1; i >= 0; i--) { // in the order in which they came
        long id = entries.get(i);
        long size = sizes.merge(id, 1L, Long::sum);
        long own = rows.get(id).facts().own();
        if (ofDevice.contains(own)) {
          parents.put(id, own);
          sizes.merge(own, size, Long::sum);
        }
      }
      Map<Long, Long> free = new HashMap<>();
      long next = 0;
      for (long id : entries) {
        long size = sizes.getOrDefault(id, 1L);
        Long parent = parents.get(id);
        long start = parent == null ? next : free.merge(parent, size, Long::sum) - size;
        if (parent == null) {
          next += size;
        }
        free.put(id, start + 1);
        startAndSize.put(id, new long[] {start, size});
      }
    }

    @Override
    public long start(EntryRow entry) {
      return place(entry)[0];
    }

    @Override
    public boolean isInChain(EntryRow entry, EntryRow end) {
      long[] place = place(entry);
      long offset = place(end)[0] - place[0];
      return offset >= 0 && offset < place[1];
    }

    private long[] place(EntryRow entry) {
      long[] place = startAndSize.get(entry.id());
      if (place == null) {
        throw new IllegalArgumentException(entry.cid() + " is of another device");
      }
      return place;
    }
  }
}
