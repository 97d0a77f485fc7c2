package dagbok.store;

import dagbok.cid.Cid;
import dagbok.dag.EntryRow;
import dagbok.dag.Place;
import dagbok.dag.Standing;
import dagbok.dag.State;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of entries are written and read. The order of the enums' values is that of the
 * numbers in the file.
 */
@SuppressWarnings("EnumOrdinal") // StoredHistoryTest holds them
final class EntryTable {
  private static final EntryRow.Kind[] KINDS = EntryRow.Kind.values();
  private static final EntryRow.Bytes[] BYTES = EntryRow.Bytes.values();
  private static final Standing[] STANDINGS = Standing.values();

  /** The number of the root entry's kind. */
  static final int ROOT = EntryRow.Kind.ROOT.ordinal();

  /** Selects what {@link #row} reads. */
  static final String ROW =
      "SELECT id, cid, payload, kind, height, seq, device, own, prev, revoked, last, length,"
          + " bytes, edits, weight, standing, followers, covers, node, stale, forked FROM entry ";

  private EntryTable() {}

  static EntryRow row(ResultSet row) throws SQLException {
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

  /** Reads height, CID and node. */
  static State.Tip tip(ResultSet row) throws SQLException {
    Place place = new Place(row.getLong(1), Cid.ofBytes(row.getBytes(2)));
    return new State.Tip(place, cid(row.getBytes(3)));
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

  /** Adds an entry. */
  static void insert(Tx tx, long profile, EntryRow row, byte[] entry, Optional<byte[]> payload) {
    EntryRow.Facts facts = row.facts();
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
        ProfileState.key(facts.cid()),
        facts.cid().toBytes(),
        ProfileState.key(facts.payload()),
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

  /** Keeps what changed of a row. */
  static void update(Tx tx, EntryRow row) {
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
}
