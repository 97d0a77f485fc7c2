package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Accepted entries and their payloads, as bytes. */
public final class ItemTable {
  private ItemTable() {}

  /** An entry of a profile (by row id), with its payload if one has it. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(long profile, Cid entry, byte[] bytes, Optional<byte[]> payload) {
    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          Cid.ofBytes(row.getBytes(2)),
          row.getBytes(3),
          Optional.ofNullable(row.getBytes(4)));
    }
  }

  /** Adds an entry, or the payload of one that was there without. */
  public static void add(
      Tx tx, long profile, Cid entry, long height, byte[] bytes, Optional<byte[]> payload) {
    tx.run(
        "INSERT INTO item (profile, entry, height, bytes, payload) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT (entry) DO UPDATE SET payload = coalesce(payload, excluded.payload)",
        profile,
        entry.toBytes(),
        height,
        bytes,
        payload.orElse(null));
  }

  /**
   * The next {@code limit} items of a profile in canonical order, ancestors first, after the place
   * (height, entry).
   */
  public static List<Row> page(Tx tx, long profile, long height, byte[] after, int limit) {
    return tx.all(
        "SELECT profile, entry, bytes, payload FROM item"
            + " WHERE profile = ? AND (height, entry) > (?, ?) ORDER BY height, entry LIMIT ?",
        Row::of,
        profile,
        height,
        after,
        limit);
  }

  /** The bytes that a profile's entries, payloads and small contents take. */
  public static long bytes(Tx tx, long profile) {
    long items =
        tx.one(
                "SELECT sum(length(bytes) + coalesce(length(payload), 0)) FROM item"
                    + " WHERE profile = ?",
                row -> row.getLong(1),
                profile)
            .orElse(0L);
    long contents =
        tx.one(
                "SELECT sum(length(bytes)) FROM content WHERE cid IN (SELECT media.cid FROM media"
                    + " JOIN post ON post.id = media.post WHERE post.profile = ?)",
                row -> row.getLong(1),
                profile)
            .orElse(0L);
    return items + contents;
  }

  /** One item, of whatever profile. */
  public static Optional<Row> find(Tx tx, Cid entry) {
    return tx.one(
        "SELECT profile, entry, bytes, payload FROM item WHERE entry = ?",
        Row::of,
        entry.toBytes());
  }
}
