package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.DeviceRow;
import dagbok.dag.EntryRow;
import dagbok.dag.PackRow;
import dagbok.dag.Place;
import dagbok.dag.State;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of one profile in the database, as one transaction sees it.
 *
 * <p>{@code +profile} keeps a column out of the choice of an index: a profile has many rows, a CID
 * has one.
 */
public final class ProfileState implements State {
  private static final int PAGE = 500;

  /** Which rows there is an index of, in canonical order, that has no others. */
  private static final String KEPT = "(standing = 0 OR followers > 0)";

  static final String KEPT_FROM =
      EntryTable.ROW
          + "WHERE profile = ? AND (height, cid) >= (?, ?) AND "
          + KEPT
          + " ORDER BY height, cid LIMIT ?";

  static final String KEPT_AFTER =
      EntryTable.ROW
          + "WHERE profile = ? AND (height, cid) > (?, ?) AND "
          + KEPT
          + " ORDER BY height, cid LIMIT ?";

  static final String NEWEST_KEPT =
      "SELECT id FROM entry WHERE profile = ? AND "
          + KEPT
          + " ORDER BY height DESC, cid DESC LIMIT ?";

  /** So few are looked for one by one. */
  private static final int FEW = 8;

  private final Tx tx;
  private final long profile;
  private final Absences<Long> entries;
  private final Absences<Long> payloads;
  private final ContentTable contents;
  private @Nullable Boolean hasDeletes;
  private @Nullable Boolean hasEdits;

  /** That of a profile, by its row id. */
  public ProfileState(Tx tx, long profile) {
    this.tx = tx;
    this.profile = profile;
    this.entries = Absences.ofKeys(tx, "entry", "cid_key");
    this.payloads = Absences.ofKeys(tx, "entry", "payload_key");
    this.contents = new ContentTable(tx, profile);
  }

  @Override
  public void expect(Collection<Cid> entries, Collection<Cid> payloads, Collection<Cid> contents) {
    if (entries.size() > FEW) {
      this.entries.ask(entries);
      this.payloads.ask(payloads);
      this.contents.expect(contents);
    }
  }

  /** What is looked for in an index in place of a CID. */
  static long key(Cid cid) {
    return ByteBuffer.wrap(cid.digest()).getLong();
  }

  /** The bytes of an entry, whosever it is. */
  public static Optional<byte[]> entryBytes(Tx tx, Cid entry) {
    return tx.one(
        "SELECT item.bytes FROM entry JOIN item USING (id) WHERE cid_key = ? AND cid = ?",
        row -> row.getBytes(1),
        key(entry),
        entry.toBytes());
  }

  /** The bytes of a small content, whosever names it. */
  public static Optional<byte[]> contentBytes(Tx tx, Cid content) {
    return tx.one(
        "SELECT bytes FROM content WHERE cid_key = ? AND cid = ?",
        row -> row.getBytes(1),
        key(content),
        content.toBytes());
  }

  @Override
  public @Nullable EntryRow find(Cid entry) {
    if (entries.has(entry)) {
      return null;
    }
    return tx.one(
            EntryTable.ROW + "WHERE cid_key = ? AND +profile = ? AND cid = ?",
            EntryTable::row,
            key(entry),
            profile,
            entry.toBytes())
        .orElse(null);
  }

  @Override
  public EntryRow get(long id) {
    return tx.one(EntryTable.ROW + "WHERE id = ?", EntryTable::row, id)
        .orElseThrow(() -> new IllegalStateException("the store has no entry " + id));
  }

  @Override
  public long nextId() {
    return tx.one("SELECT coalesce(max(id), 0) + 1 FROM entry", row -> row.getLong(1))
        .orElseThrow();
  }

  @Override
  public void insert(EntryRow row, byte[] entry, Optional<byte[]> payload) {
    EntryRow.Facts facts = row.facts();
    entries.end(facts.cid());
    payloads.end(facts.payload());
    hasEdits = row.edits == null ? hasEdits : Boolean.TRUE;
    EntryTable.insert(tx, profile, row, entry, payload);
  }

  @Override
  public void update(EntryRow row) {
    hasEdits = row.edits == null ? hasEdits : Boolean.TRUE;
    EntryTable.update(tx, row);
  }

  @Override
  public byte[] entry(long id) {
    return tx.one("SELECT bytes FROM item WHERE id = ?", row -> row.getBytes(1), id).orElseThrow();
  }

  @Override
  public Optional<byte[]> payload(long id) {
    return tx.one(
        "SELECT payload FROM item WHERE id = ? AND payload IS NOT NULL",
        row -> row.getBytes(1),
        id);
  }

  @Override
  public void setPayload(long id, Optional<byte[]> payload) {
    tx.run("UPDATE item SET payload = ? WHERE id = ?", payload.orElse(null), id);
  }

  private List<Long> ids(String sql, @Nullable Object... arguments) {
    return tx.all(sql, row -> row.getLong(1), arguments);
  }

  @Override
  public List<Long> byPayload(Cid payload, int limit) {
    if (payloads.has(payload)) {
      return List.of();
    }
    return ids(
        "SELECT id FROM entry WHERE payload_key = ? AND +profile = ? AND payload = ? ORDER BY id"
            + " LIMIT ?",
        key(payload),
        profile,
        payload.toBytes(),
        limit);
  }

  @Override
  public List<Long> children(long id) {
    return ids(
        "SELECT e.id FROM entry o JOIN entry e"
            + " ON e.device = o.device AND e.seq = o.seq + 1 AND e.own = o.id WHERE o.id = ?1"
            + " UNION SELECT id FROM entry WHERE device = ?1 AND seq <= 1 AND own = ?1"
            + " UNION SELECT entry FROM follows WHERE prev = ?1",
        id);
  }

  @Override
  public boolean hasNext(long device, long own) {
    return !ids(
            "SELECT id FROM entry WHERE device = ?1 AND own = ?2 AND seq ="
                + " (SELECT iif(id = ?1, kind = ?3, seq + 1) FROM entry WHERE id = ?2) LIMIT 1",
            device,
            own,
            EntryTable.ROOT)
        .isEmpty();
  }

  @Override
  public List<Long> chain(long device, long after, long to) {
    return ids(
        "SELECT id FROM entry WHERE device = ? AND seq > ? AND seq <= ? ORDER BY id",
        device,
        after,
        to);
  }

  @Override
  public List<Long> editsOf(Cid entry) {
    if (!hasEdits()) {
      return List.of();
    }
    return ids(
        "SELECT id FROM entry WHERE profile = ? AND edits = ? ORDER BY id",
        profile,
        entry.toBytes());
  }

  private boolean hasEdits() {
    Boolean known = hasEdits;
    if (known == null) {
      known =
          !ids("SELECT id FROM entry WHERE profile = ? AND edits IS NOT NULL LIMIT 1", profile)
              .isEmpty();
      hasEdits = known;
    }
    return known;
  }

  @Override
  public List<Long> revokesOf(long grant, long device, long to, int limit) {
    return ids(
        "SELECT id FROM entry WHERE revoked = ? AND device = ? AND seq <= ?"
            + " ORDER BY seq DESC, id DESC LIMIT ?",
        grant,
        device,
        to,
        limit);
  }

  /** In pages, so that the visitor may read, too. */
  @Override
  public void eachKept(Place from, Predicate<EntryRow> visitor) {
    long height = from.height();
    byte[] cid = from.entry().toBytes();
    boolean including = true;
    while (true) {
      List<EntryRow> page =
          tx.all(including ? KEPT_FROM : KEPT_AFTER, EntryTable::row, profile, height, cid, PAGE);
      for (EntryRow row : page) {
        if (!visitor.test(row)) {
          return;
        }
      }
      if (page.size() < PAGE) {
        return;
      }
      Place last = page.get(page.size() - 1).place();
      height = last.height();
      cid = last.entry().toBytes();
      including = false;
    }
  }

  @Override
  public List<Long> newestKept(int limit) {
    return ids(NEWEST_KEPT, profile, limit);
  }

  @Override
  public List<Tip> tips() {
    return tx.all(
        "SELECT height, cid, node FROM entry WHERE profile = ? AND tip = 1 ORDER BY id",
        EntryTable::tip,
        profile);
  }

  @Override
  public List<Cid> forks(int limit) {
    return tx.all(
        "SELECT cid FROM entry WHERE profile = ? AND forked = 1 ORDER BY id LIMIT ?",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        limit);
  }

  @Override
  public List<Long> stale(int limit) {
    return ids(
        "SELECT id FROM entry WHERE profile = ? AND stale = 1 ORDER BY height, cid LIMIT ?",
        profile,
        limit);
  }

  @Override
  public Optional<DeviceRow> device(long id) {
    return DeviceTable.find(tx, id);
  }

  @Override
  public void putDevice(DeviceRow device) {
    DeviceTable.put(tx, profile, device);
  }

  @Override
  public List<DeviceRow> devicesInForce() {
    return DeviceTable.inForce(tx, profile);
  }

  @Override
  public List<DeviceRow> devices() {
    return DeviceTable.all(tx, profile);
  }

  @Override
  public long deletes(Cid entry) {
    if (!hasDeletes()) {
      return 0;
    }
    return tx.one(
            "SELECT count FROM deleted WHERE profile = ? AND cid = ?",
            row -> row.getLong(1),
            profile,
            entry.toBytes())
        .orElse(0L);
  }

  private boolean hasDeletes() {
    Boolean known = hasDeletes;
    if (known == null) {
      known =
          tx.one("SELECT 1 FROM deleted WHERE profile = ? LIMIT 1", row -> true, profile)
              .isPresent();
      hasDeletes = known;
    }
    return known;
  }

  @Override
  public void setDeletes(Cid entry, long count) {
    hasDeletes = true;
    tx.run(
        "INSERT INTO deleted (profile, cid, count) VALUES (?, ?, ?)"
            + " ON CONFLICT (profile, cid) DO UPDATE SET count = excluded.count",
        profile,
        entry.toBytes(),
        count);
  }

  @Override
  public Optional<Block> content(Cid content) {
    return contents.find(content);
  }

  @Override
  public long contentLength(Cid content) {
    return contents.length(content);
  }

  @Override
  public void putContent(Block content) {
    contents.put(content);
  }

  @Override
  public void removeContent(Cid content) {
    contents.remove(content);
  }

  @Override
  public void need(Cid content, long id) {
    contents.need(content, id);
  }

  @Override
  public void unneed(Cid content, long id) {
    contents.unneed(content, id);
  }

  @Override
  public List<Long> needing(Cid content, int limit) {
    return contents.needing(content, limit);
  }

  @Override
  public List<PackRow> packs() {
    return PackTable.all(tx, profile);
  }

  @Override
  public Optional<PackRow> pack(Cid pack) {
    return PackTable.find(tx, profile, pack);
  }

  @Override
  public void replacePacks(List<PackRow> gone, List<PackRow> come) {
    PackTable.replace(tx, profile, gone, come);
    OldPackTable.replaced(tx, profile, gone, come);
  }

  @Override
  public Counts counts() {
    return tx.one(
            "SELECT entries, live, kept, bytes FROM extent WHERE profile = ?",
            row -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)),
            profile)
        .orElse(Counts.NONE);
  }

  @Override
  public void setCounts(Counts counts) {
    tx.run(
        "INSERT INTO extent (profile, entries, live, kept, bytes) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (profile) DO UPDATE SET entries = excluded.entries,"
            + " live = excluded.live, kept = excluded.kept, bytes = excluded.bytes",
        profile,
        counts.entries(),
        counts.live(),
        counts.kept(),
        counts.bytes());
  }
}
