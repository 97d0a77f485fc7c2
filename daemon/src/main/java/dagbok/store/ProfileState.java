package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.DeviceKey;
import dagbok.dag.DeviceRow;
import dagbok.dag.EntryRow;
import dagbok.dag.PackRow;
import dagbok.dag.Place;
import dagbok.dag.Standing;
import dagbok.dag.State;
import dagbok.schema.PackRef;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The state of one profile in the database, as one transaction sees it. The order of the enums'
 * values is that of the numbers in the file.
 *
 * <p>{@code +profile} keeps a column out of the choice of an index: a profile has many rows, a CID
 * has one.
 */
@SuppressWarnings("EnumOrdinal") // ProfileStateTest holds them
public final class ProfileState implements State {
  private static final EntryRow.Kind[] KINDS = EntryRow.Kind.values();
  private static final EntryRow.Bytes[] BYTES = EntryRow.Bytes.values();
  private static final Standing[] STANDINGS = Standing.values();

  private static final String ROW =
      "SELECT id, cid, payload, kind, height, seq, device, own, prev, revoked, last, length,"
          + " bytes, edits, weight, standing, followers, covers, node, stale, forked FROM entry ";

  private static final int PAGE = 500;

  /** So few are looked for one by one. */
  private static final int FEW = 8;

  private final Tx tx;
  private final long profile;
  private final Absences entries;
  private final Absences payloads;
  private final Absences contents;
  private final Absences needs;
  private @Nullable Boolean hasDeletes;

  /** That of a profile, by its row id. */
  public ProfileState(Tx tx, long profile) {
    this.tx = tx;
    this.profile = profile;
    this.entries = new Absences(tx, "entry", "cid_key");
    this.payloads = new Absences(tx, "entry", "payload_key");
    this.contents = new Absences(tx, "content", "cid_key");
    this.needs = new Absences(tx, "need", "cid_key");
  }

  @Override
  public void expect(Collection<Cid> entries, Collection<Cid> payloads, Collection<Cid> contents) {
    if (entries.size() > FEW) {
      this.entries.ask(entries);
      this.payloads.ask(payloads);
      this.contents.ask(contents);
      this.needs.ask(contents);
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
            ROW + "WHERE cid_key = ? AND +profile = ? AND cid = ?",
            ProfileState::row,
            key(entry),
            profile,
            entry.toBytes())
        .orElse(null);
  }

  @Override
  public EntryRow get(long id) {
    return tx.one(ROW + "WHERE id = ?", ProfileState::row, id)
        .orElseThrow(() -> new IllegalStateException("the store has no entry " + id));
  }

  private static EntryRow row(ResultSet row) throws SQLException {
    EntryRow entry =
        new EntryRow(
            new EntryRow.Facts(
                row.getLong(1),
                Cid.ofBytes(row.getBytes(2)),
                Cid.ofBytes(row.getBytes(3)),
                KINDS[row.getInt(4)],
                row.getLong(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                longs(row.getBytes(9)),
                row.getLong(10),
                row.getLong(11),
                row.getInt(12)));
    entry.bytes = BYTES[row.getInt(13)];
    entry.edits = cid(row.getBytes(14));
    entry.weight = row.getLong(15);
    entry.standing = STANDINGS[row.getInt(16)];
    entry.followers = row.getLong(17);
    entry.covers = row.getLong(18);
    entry.node = cid(row.getBytes(19));
    entry.stale = row.getBoolean(20);
    entry.forked = row.getBoolean(21);
    return entry;
  }

  private static @Nullable Cid cid(byte @Nullable [] bytes) {
    return bytes == null ? null : Cid.ofBytes(bytes);
  }

  private static byte @Nullable [] bytes(@Nullable Cid cid) {
    return cid == null ? null : cid.toBytes();
  }

  private static List<Long> longs(byte @Nullable [] bytes) {
    if (bytes == null) {
      return List.of();
    }
    List<Long> longs = new ArrayList<>();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      longs.add(buffer.getLong());
    }
    return longs;
  }

  private static byte @Nullable [] bytes(List<Long> longs) {
    if (longs.isEmpty()) {
      return null;
    }
    ByteBuffer buffer = ByteBuffer.allocate(longs.size() * Long.BYTES);
    longs.forEach(buffer::putLong);
    return buffer.array();
  }

  private static @Nullable Long orNull(long id) {
    return id == EntryRow.NONE ? null : id;
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
    tx.run(
        "INSERT INTO item (id, bytes, payload) VALUES (?, ?, ?)",
        facts.id(),
        entry,
        payload.orElse(null));
    tx.run(
        "INSERT INTO entry (id, profile, cid_key, cid, payload_key, payload, kind, height, seq,"
            + " device, own, prev, revoked, last, length, bytes, edits, weight, standing,"
            + " followers, covers, node, stale, forked, tip)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        facts.id(),
        profile,
        key(facts.cid()),
        facts.cid().toBytes(),
        key(facts.payload()),
        facts.payload().toBytes(),
        facts.kind().ordinal(),
        facts.height(),
        facts.seq(),
        facts.device(),
        facts.own(),
        bytes(facts.prev()),
        orNull(facts.revoked()),
        orNull(facts.last()),
        facts.length(),
        row.bytes.ordinal(),
        bytes(row.edits),
        row.weight,
        row.standing.ordinal(),
        row.followers,
        row.covers,
        bytes(row.node),
        row.stale,
        row.forked,
        row.isTip());
    for (Long prev : facts.prev()) {
      tx.run("INSERT INTO follows (prev, entry) VALUES (?, ?)", prev, facts.id());
    }
  }

  @Override
  public void update(EntryRow row) {
    tx.run(
        "UPDATE entry SET bytes = ?, edits = ?, weight = ?, standing = ?, followers = ?,"
            + " covers = ?, node = ?, stale = ?, forked = ?, tip = ? WHERE id = ?",
        row.bytes.ordinal(),
        bytes(row.edits),
        row.weight,
        row.standing.ordinal(),
        row.followers,
        row.covers,
        bytes(row.node),
        row.stale,
        row.forked,
        row.isTip(),
        row.id());
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
            EntryRow.Kind.ROOT.ordinal())
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
    return ids(
        "SELECT id FROM entry WHERE profile = ? AND edits = ? ORDER BY id",
        profile,
        entry.toBytes());
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
          tx.all(
              ROW
                  + "WHERE profile = ? AND (height, cid) "
                  + (including ? ">=" : ">")
                  + " (?, ?) AND (standing = 0 OR followers > 0) ORDER BY height, cid LIMIT ?",
              ProfileState::row,
              profile,
              height,
              cid,
              PAGE);
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
    return ids(
        "SELECT id FROM entry WHERE profile = ? AND (standing = 0 OR followers > 0)"
            + " ORDER BY height DESC, cid DESC LIMIT ?",
        profile,
        limit);
  }

  @Override
  public List<Tip> tips() {
    return tx.all(
        "SELECT height, cid, node FROM entry WHERE profile = ? AND tip = 1 ORDER BY id",
        row ->
            new Tip(new Place(row.getLong(1), Cid.ofBytes(row.getBytes(2))), cid(row.getBytes(3))),
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
    return tx.one(DEVICE + "WHERE id = ?", ProfileState::device, id);
  }

  private static final String DEVICE =
      "SELECT id, key, granter, last, forked, granted, end_1, end_2, in_force FROM device ";

  private static DeviceRow device(ResultSet row) throws SQLException {
    List<Long> ends = new ArrayList<>();
    for (int column = 7; column <= 8; column++) {
      long end = row.getLong(column);
      if (end != EntryRow.NONE) {
        ends.add(end);
      }
    }
    return new DeviceRow(
        row.getLong(1),
        new DeviceKey(row.getBytes(2)),
        row.getLong(3),
        row.getLong(4),
        row.getBoolean(5),
        row.getBoolean(6),
        ends,
        row.getBoolean(9));
  }

  @Override
  public void putDevice(DeviceRow device) {
    List<Long> ends = device.ends();
    tx.run(
        "INSERT INTO device (id, profile, key, granter, last, forked, granted, end_1, end_2,"
            + " in_force) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " last = excluded.last, forked = excluded.forked, granted = excluded.granted,"
            + " end_1 = excluded.end_1, end_2 = excluded.end_2, in_force = excluded.in_force",
        device.id(),
        profile,
        device.key().toBytes(),
        device.granter(),
        device.last(),
        device.forked(),
        device.granted(),
        ends.isEmpty() ? null : ends.get(0),
        ends.size() < 2 ? null : ends.get(1),
        device.inForce());
  }

  @Override
  public List<DeviceRow> devicesInForce() {
    return tx.all(
        DEVICE + "WHERE profile = ? AND in_force = 1 ORDER BY id", ProfileState::device, profile);
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
    return tx.one(
            "SELECT bytes FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
            row -> row.getBytes(1),
            key(content),
            profile,
            content.toBytes())
        .map(bytes -> new Block(content, bytes));
  }

  @Override
  public long contentLength(Cid content) {
    if (contents.has(content)) {
      return -1;
    }
    return tx.one(
            "SELECT length(bytes) FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
            row -> row.getLong(1),
            key(content),
            profile,
            content.toBytes())
        .orElse(-1L);
  }

  @Override
  public void putContent(Block content) {
    contents.end(content.cid());
    tx.run(
        "INSERT INTO content (profile, cid_key, cid, bytes) VALUES (?, ?, ?, ?)",
        profile,
        key(content.cid()),
        content.cid().toBytes(),
        content.bytes());
  }

  @Override
  public void removeContent(Cid content) {
    tx.run(
        "DELETE FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
        key(content),
        profile,
        content.toBytes());
  }

  @Override
  public void need(Cid content, long id) {
    needs.end(content);
    tx.run(
        "INSERT INTO need (cid_key, entry) VALUES (?, ?) ON CONFLICT DO NOTHING", key(content), id);
  }

  @Override
  public void unneed(Cid content, long id) {
    tx.run("DELETE FROM need WHERE cid_key = ? AND entry = ?", key(content), id);
  }

  @Override
  public List<Long> needing(Cid content, int limit) {
    if (needs.has(content)) {
      return List.of();
    }
    return ids(
        "SELECT entry FROM need JOIN entry ON entry.id = need.entry"
            + " WHERE need.cid_key = ? AND +entry.profile = ? ORDER BY entry LIMIT ?",
        key(content),
        profile,
        limit);
  }

  @Override
  public List<PackRow> packs() {
    return tx.all(PACK + "ORDER BY height, first", ProfileState::pack, profile);
  }

  private static final String PACK =
      "SELECT height, first, last, high_height, level, weight, cid, items, bytes, since, until"
          + " FROM pack WHERE profile = ? ";

  @Override
  public Optional<PackRow> pack(Cid pack) {
    return tx.one(PACK + "AND cid = ?", ProfileState::pack, profile, pack.toBytes());
  }

  private static PackRow pack(ResultSet row) throws SQLException {
    long low = row.getLong(1);
    long high = row.getLong(4);
    return new PackRow(
        row.getInt(5),
        new Place(low, Cid.ofBytes(row.getBytes(2))),
        new Place(high, Cid.ofBytes(row.getBytes(3))),
        row.getLong(6),
        new PackRef(
            Cid.ofBytes(row.getBytes(7)),
            row.getLong(8),
            row.getLong(9),
            low,
            high,
            row.getLong(10),
            row.getLong(11)));
  }

  @Override
  public void replacePacks(List<PackRow> gone, List<PackRow> come) {
    for (PackRow pack : gone) {
      tx.run(
          "DELETE FROM pack WHERE profile = ? AND height = ? AND first = ?",
          profile,
          pack.first().height(),
          pack.first().entry().toBytes());
    }
    for (PackRow pack : come) {
      tx.run(
          "INSERT INTO pack (profile, height, first, last, high_height, level, weight, cid, items,"
              + " bytes, since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          profile,
          pack.first().height(),
          pack.first().entry().toBytes(),
          pack.last().entry().toBytes(),
          pack.last().height(),
          pack.level(),
          pack.weight(),
          pack.ref().pack().toBytes(),
          pack.ref().items(),
          pack.ref().bytes(),
          pack.ref().since(),
          pack.ref().until());
    }
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
