package dagbok.store;

import dagbok.cid.Cid;
import java.util.List;

/** What other devices of one's own deleted, sealed, for a while. */
public final class DeletedCopyTable {
  /** Standings of entries that lack their bytes (Standing.INCOMPLETE). */
  private static final int INCOMPLETE = 3;

  private DeletedCopyTable() {}

  /** What was sealed of an entry. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(Cid entry, byte[] sealed) {}

  /** Keeps a copy until a time in seconds since 1970. */
  public static void put(Tx tx, long profile, Cid entry, long until, byte[] sealed) {
    tx.run(
        "INSERT INTO deleted_copy (profile, cid_key, entry, until, sealed) VALUES (?, ?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING",
        profile,
        ProfileState.key(entry),
        entry.toBytes(),
        until,
        sealed);
  }

  /** Copies of entries that stand again and lack their bytes. */
  public static List<Row> wanted(Tx tx, long profile, int limit) {
    return tx.all(
        "SELECT c.entry, c.sealed FROM deleted_copy c JOIN entry e"
            + " ON e.cid_key = c.cid_key AND +e.profile = c.profile AND e.cid = c.entry"
            + " WHERE c.profile = ? AND e.standing = ? ORDER BY c.id LIMIT ?",
        row -> new Row(Cid.ofBytes(row.getBytes(1)), row.getBytes(2)),
        profile,
        INCOMPLETE,
        limit);
  }

  /** Forgets the copy of an entry. */
  public static void remove(Tx tx, long profile, Cid entry) {
    tx.run("DELETE FROM deleted_copy WHERE profile = ? AND entry = ?", profile, entry.toBytes());
  }

  /** Forgets all copies of a profile whose time is over at {@code now}. */
  public static void expire(Tx tx, long profile, long now) {
    tx.run("DELETE FROM deleted_copy WHERE profile = ? AND until <= ?", profile, now);
  }

  /** How many copies there are of a profile's entries. */
  public static long count(Tx tx, long profile) {
    return tx.one(
            "SELECT count(*) FROM deleted_copy WHERE profile = ?", row -> row.getLong(1), profile)
        .orElse(0L);
  }
}
