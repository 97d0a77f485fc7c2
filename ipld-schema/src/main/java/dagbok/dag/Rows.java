package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows that are at hand, so that each is read once and written once for many changes. New ones
 * are not in the state before {@link #flush}.
 */
final class Rows {
  /** The most that are kept at hand from one settling to the next. */
  private static final int MAX_AT_HAND = 20_000;

  private final State state;
  private final Map<Long, EntryRow> atHand = new HashMap<>();
  private final Map<Long, Fresh> fresh = new LinkedHashMap<>();
  private final Map<Long, Fresh> written = new HashMap<>();
  private final Map<Cid, EntryRow> cameByCid = new HashMap<>();
  private final Map<Cid, List<Long>> freshByPayload = new HashMap<>();
  private final Set<Link> freshLinks = new HashSet<>();
  private final Set<Long> changed = new HashSet<>();
  private final Map<Long, DeviceRow> devices = new HashMap<>();
  private final Set<Long> changedDevices = new HashSet<>();
  private long lastId;

  /** What came of an entry and is in no state yet. */
  private static final class Fresh {
    final Encoded<Entry> entry;
    @Nullable Encoded<Payload> payload;

    Fresh(Encoded<Entry> entry) {
      this.entry = entry;
    }
  }

  /** That an entry of a device has one as its {@code own}. */
  private record Link(long device, long own) {}

  Rows(State state) {
    this.state = state;
  }

  @Nullable EntryRow find(Cid entry) {
    EntryRow row = cameByCid.get(entry);
    if (row != null) {
      return row;
    }
    EntryRow found = state.find(entry);
    if (found == null) {
      return null;
    }
    EntryRow known = atHand.putIfAbsent(found.id(), found);
    return known == null ? found : known;
  }

  EntryRow get(long id) {
    EntryRow row = atHand.get(id);
    if (row == null) {
      row = state.get(id);
      atHand.put(id, row);
    }
    return row;
  }

  long nextId() {
    lastId = lastId == 0 ? state.nextId() : lastId + 1;
    return lastId;
  }

  void add(EntryRow row, Encoded<Entry> entry) {
    atHand.put(row.id(), row);
    fresh.put(row.id(), new Fresh(entry));
    cameByCid.put(row.cid(), row);
    freshByPayload.computeIfAbsent(row.facts().payload(), p -> new ArrayList<>(1)).add(row.id());
    freshLinks.add(new Link(row.facts().device(), row.facts().own()));
  }

  boolean isFresh(EntryRow row) {
    return fresh.containsKey(row.id());
  }

  /** The new ones, in the order in which they came. */
  List<Long> fresh() {
    return List.copyOf(fresh.keySet());
  }

  void change(EntryRow row) {
    changed.add(row.id());
  }

  /** The entries that name a payload. */
  List<Long> byPayload(Cid payload) {
    List<Long> rows = new ArrayList<>(state.byPayload(payload, Integer.MAX_VALUE));
    rows.addAll(freshByPayload.getOrDefault(payload, List.of()));
    return rows;
  }

  /** The first of them: all have its bytes, or none has. */
  Optional<EntryRow> firstByPayload(Cid payload) {
    List<Long> fresh = freshByPayload.getOrDefault(payload, List.of());
    return (fresh.isEmpty() ? state.byPayload(payload, 1) : fresh)
        .stream().findFirst().map(this::get);
  }

  /** Whether another entry of the device has this one as its {@code own}. */
  boolean hasNext(long device, long own) {
    return freshLinks.contains(new Link(device, own))
        || (!fresh.containsKey(own) && state.hasNext(device, own));
  }

  /** What came of an entry that is new, or was before the state was brought up to date. */
  private @Nullable Fresh came(EntryRow row) {
    Fresh came = fresh.get(row.id());
    return came == null ? written.get(row.id()) : came;
  }

  Encoded<Entry> entry(EntryRow row) {
    Fresh came = came(row);
    if (came != null) {
      return came.entry;
    }
    try {
      return Encoded.decode(block(row), Entry::decode);
    } catch (SchemaException e) {
      throw new IllegalStateException("the state holds an entry that is none: " + row.cid(), e);
    }
  }

  /** The bytes of an entry. */
  Block block(EntryRow row) {
    Fresh came = came(row);
    return came == null ? new Block(row.cid(), state.entry(row.id())) : came.entry.block();
  }

  /** Its payload, if its bytes are here, whether or not they count for it. */
  Optional<Encoded<Payload>> payload(EntryRow row) {
    if (row.bytes == EntryRow.Bytes.ABSENT) {
      return Optional.empty();
    }
    Fresh came = came(row);
    if (came != null && came.payload != null) {
      return Optional.of(came.payload);
    }
    byte[] bytes = state.payload(row.id()).orElseThrow();
    try {
      return Optional.of(Encoded.decode(new Block(row.facts().payload(), bytes), Payload::decode));
    } catch (SchemaException e) {
      throw new IllegalStateException("the state holds a payload that is none: " + row.cid(), e);
    }
  }

  void setPayload(EntryRow row, Encoded<Payload> payload) {
    Fresh came = fresh.get(row.id());
    if (came == null) {
      state.setPayload(row.id(), Optional.of(payload.bytes()));
    } else {
      came.payload = payload;
    }
    change(row);
  }

  void removePayload(EntryRow row) {
    Fresh came = fresh.get(row.id());
    if (came == null) {
      state.setPayload(row.id(), Optional.empty());
    } else {
      came.payload = null;
    }
    change(row);
  }

  DeviceRow device(long id) {
    return findDevice(id)
        .orElseThrow(() -> new IllegalStateException("no device was put in force by " + id));
  }

  Optional<DeviceRow> findDevice(long id) {
    DeviceRow known = devices.get(id);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<DeviceRow> found = state.device(id);
    found.ifPresent(device -> devices.put(id, device));
    return found;
  }

  void put(DeviceRow device) {
    devices.put(device.id(), device);
    changedDevices.add(device.id());
  }

  /** Brings the state up to date. */
  void flush() {
    forgetWritten();
    for (Map.Entry<Long, Fresh> came : fresh.entrySet()) {
      Fresh bytes = came.getValue();
      Optional<byte[]> payload = Optional.ofNullable(bytes.payload).map(Encoded::bytes);
      state.insert(get(came.getKey()), bytes.entry.bytes(), payload);
    }
    for (Long id : changed) {
      if (!fresh.containsKey(id)) {
        state.update(get(id));
      }
    }
    changedDevices.forEach(id -> state.putDevice(device(id)));
    written.putAll(fresh);
    fresh.clear();
    freshByPayload.clear();
    freshLinks.clear();
    changed.clear();
    changedDevices.clear();
  }

  private void forgetWritten() {
    written.values().forEach(came -> cameByCid.remove(came.entry.cid()));
    written.clear();
  }

  /** Lets go of rows, after a flush, if they are many. */
  void release() {
    if (atHand.size() > MAX_AT_HAND) {
      forgetWritten();
      atHand.clear();
      devices.clear();
    }
  }
}
