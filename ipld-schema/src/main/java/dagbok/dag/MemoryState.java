package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A state in memory, for a set that is looked at once. */
public final class MemoryState implements State {
  private final Map<Long, EntryRow> rows = new LinkedHashMap<>();
  private final Map<Cid, EntryRow> byCid = new HashMap<>();
  private final TreeMap<Place, EntryRow> byPlace = new TreeMap<>();
  private final Map<Long, byte[]> entries = new HashMap<>();
  private final Map<Long, byte[]> payloads = new HashMap<>();
  private final Map<Cid, List<Long>> byPayload = new HashMap<>();
  private final Map<Long, List<Long>> children = new HashMap<>();
  private final Set<Link> next = new HashSet<>();
  private final Map<Long, List<Long>> byDevice = new HashMap<>();
  private final Map<Link, TreeSet<Long>> revokes = new HashMap<>();
  private final Map<Cid, Set<Long>> edits = new HashMap<>();
  private final Map<Long, Cid> edited = new HashMap<>();
  private final Set<Long> tips = new TreeSet<>();
  private final Set<Long> forks = new TreeSet<>();
  private final TreeSet<Place> stale = new TreeSet<>();
  private final Map<Long, DeviceRow> devices = new LinkedHashMap<>();
  private final Map<Cid, Long> deletes = new HashMap<>();
  private final Map<Cid, Block> contents = new HashMap<>();
  private final Map<Cid, Set<Long>> needs = new HashMap<>();
  private List<PackRow> packs = new ArrayList<>();
  private Counts counts = Counts.NONE;

  /** That an entry of a device has one as its {@code own}, or revokes it. */
  private record Link(long device, long entry) {}

  @Override
  public @Nullable EntryRow find(Cid entry) {
    return byCid.get(entry);
  }

  @Override
  public EntryRow get(long id) {
    EntryRow row = rows.get(id);
    if (row == null) {
      throw new IllegalArgumentException("no entry " + id);
    }
    return row;
  }

  @Override
  public long nextId() {
    return rows.size() + 1L;
  }

  @Override
  public void insert(EntryRow row, byte[] entry, Optional<byte[]> payload) {
    EntryRow.Facts facts = row.facts();
    rows.put(facts.id(), row);
    byCid.put(facts.cid(), row);
    byPlace.put(row.place(), row);
    entries.put(facts.id(), entry);
    payload.ifPresent(bytes -> payloads.put(facts.id(), bytes));
    add(byPayload, facts.payload(), facts.id());
    row.parents().forEach(parent -> add(children, parent, facts.id()));
    next.add(new Link(facts.device(), facts.own()));
    add(byDevice, facts.device(), facts.id());
    if (facts.revoked() != EntryRow.NONE) {
      Link by = new Link(facts.device(), facts.revoked());
      revokes.computeIfAbsent(by, b -> new TreeSet<>()).add(facts.id());
    }
    update(row);
  }

  private static <K> void add(Map<K, List<Long>> map, K key, long id) {
    map.computeIfAbsent(key, k -> new ArrayList<>(1)).add(id);
  }

  @Override
  public void update(EntryRow row) {
    set(tips, row.id(), row.isTip());
    set(forks, row.id(), row.forked);
    set(stale, row.place(), row.stale);
    Cid before = row.edits == null ? edited.remove(row.id()) : edited.put(row.id(), row.edits);
    if (before != null) {
      edits.getOrDefault(before, Set.of()).remove(row.id());
    }
    if (row.edits != null) {
      edits.computeIfAbsent(row.edits, e -> new TreeSet<>()).add(row.id());
    }
  }

  private static <T> void set(Set<T> set, T element, boolean isIn) {
    if (isIn) {
      set.add(element);
    } else {
      set.remove(element);
    }
  }

  @Override
  public byte[] entry(long id) {
    byte[] bytes = entries.get(id);
    if (bytes == null) {
      throw new IllegalArgumentException("no entry " + id);
    }
    return bytes;
  }

  @Override
  public Optional<byte[]> payload(long id) {
    return Optional.ofNullable(payloads.get(id));
  }

  @Override
  public void setPayload(long id, Optional<byte[]> payload) {
    payload.ifPresentOrElse(bytes -> payloads.put(id, bytes), () -> payloads.remove(id));
  }

  @Override
  public List<Long> byPayload(Cid payload, int limit) {
    return byPayload.getOrDefault(payload, List.of()).stream().limit(limit).toList();
  }

  @Override
  public List<Long> children(long id) {
    return List.copyOf(children.getOrDefault(id, List.of()));
  }

  @Override
  public boolean hasNext(long device, long own) {
    return next.contains(new Link(device, own));
  }

  @Override
  public List<Long> chain(long device, long after, long to) {
    return byDevice.getOrDefault(device, List.of()).stream()
        .filter(id -> get(id).facts().seq() > after && get(id).facts().seq() <= to)
        .toList();
  }

  @Override
  public List<Long> editsOf(Cid entry) {
    return List.copyOf(edits.getOrDefault(entry, Set.of()));
  }

  @Override
  public List<Long> revokesOf(long grant, long device, long to, int limit) {
    return revokes.getOrDefault(new Link(device, grant), new TreeSet<>()).descendingSet().stream()
        .filter(id -> get(id).facts().seq() <= to)
        .limit(limit)
        .toList();
  }

  @Override
  public void eachKept(Place from, Predicate<EntryRow> visitor) {
    for (EntryRow row : byPlace.tailMap(from, true).values()) {
      if (row.isKept() && !visitor.test(row)) {
        return;
      }
    }
  }

  @Override
  public List<Long> newestKept(int limit) {
    return byPlace.descendingMap().values().stream()
        .filter(EntryRow::isKept)
        .limit(limit)
        .map(EntryRow::id)
        .toList();
  }

  @Override
  public List<Tip> tips() {
    return tips.stream().map(this::get).map(row -> new Tip(row.place(), row.node)).toList();
  }

  @Override
  public List<Cid> forks(int limit) {
    return forks.stream().limit(limit).map(this::get).map(EntryRow::cid).toList();
  }

  @Override
  public List<Long> stale(int limit) {
    return stale.stream().limit(limit).map(place -> byPlace.get(place)).map(EntryRow::id).toList();
  }

  @Override
  public Optional<DeviceRow> device(long id) {
    return Optional.ofNullable(devices.get(id));
  }

  @Override
  public void putDevice(DeviceRow device) {
    devices.put(device.id(), device);
  }

  @Override
  public List<DeviceRow> devicesInForce() {
    return devices.values().stream().filter(DeviceRow::inForce).toList();
  }

  @Override
  public List<DeviceRow> devices() {
    return List.copyOf(devices.values());
  }

  @Override
  public long deletes(Cid entry) {
    return deletes.getOrDefault(entry, 0L);
  }

  @Override
  public void setDeletes(Cid entry, long count) {
    deletes.put(entry, count);
  }

  @Override
  public Optional<Block> content(Cid content) {
    return Optional.ofNullable(contents.get(content));
  }

  @Override
  public long contentLength(Cid content) {
    Block block = contents.get(content);
    return block == null ? -1 : block.bytes().length;
  }

  @Override
  public void putContent(Block content) {
    contents.put(content.cid(), content);
  }

  @Override
  public void removeContent(Cid content) {
    contents.remove(content);
  }

  @Override
  public void need(Cid content, long id) {
    needs.computeIfAbsent(content, c -> new TreeSet<>()).add(id);
  }

  @Override
  public void unneed(Cid content, long id) {
    needs.getOrDefault(content, Set.of()).remove(id);
  }

  @Override
  public List<Long> needing(Cid content, int limit) {
    return needs.getOrDefault(content, Set.of()).stream().limit(limit).toList();
  }

  @Override
  public List<PackRow> packs() {
    return packs;
  }

  @Override
  public Optional<PackRow> pack(Cid pack) {
    return packs.stream().filter(row -> row.ref().pack().equals(pack)).findFirst();
  }

  @Override
  public void replacePacks(List<PackRow> gone, List<PackRow> come) {
    TreeMap<Place, PackRow> now = new TreeMap<>();
    packs.forEach(pack -> now.put(pack.first(), pack));
    gone.forEach(pack -> now.remove(pack.first()));
    come.forEach(pack -> now.put(pack.first(), pack));
    packs = List.copyOf(now.values());
  }

  @Override
  public Counts counts() {
    return counts;
  }

  @Override
  public void setCounts(Counts counts) {
    this.counts = counts;
  }
}
