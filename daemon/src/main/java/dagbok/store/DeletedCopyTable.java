package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What other devices of one's own deleted, sealed, for a while. */
public final class DeletedCopyTable {
  /** Standings of entries that lack their bytes (Standing.INCOMPLETE). */
  private static final int INCOMPLETE = 3;

  private DeletedCopyTable() {}

  /** What was sealed of an entry, and the files that it links to. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(Cid entry, byte[] sealed, List<Cid> files) {}

  /** Keeps a copy until a time in seconds since 1970. */
  public static void put(Tx tx, long profile, Row copy, long until) {
    Cid entry = copy.entry();
    tx.run(
        "INSERT INTO deleted_copy (profile, cid_key, entry, until, sealed, files)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        profile,
        ProfileState.key(entry),
        entry.toBytes(),
        until,
        copy.sealed(),
        CidList.bytes(copy.files()));
  }

  /** Copies of entries that stand again and lack their bytes. */
  public static List<Row> wanted(Tx tx, long profile, int limit) {
    return tx.all(
        "SELECT c.entry, c.sealed, c.files FROM deleted_copy c JOIN entry e"
            + " ON e.cid_key = c.cid_key AND +e.profile = c.profile AND e.cid = c.entry"
            + " WHERE c.profile = ? AND e.standing = ? ORDER BY c.id LIMIT ?",
        DeletedCopyTable::row,
        profile,
        INCOMPLETE,
        limit);
  }

  /** Forgets the copy of an entry. */
  public static void remove(Tx tx, long profile, Cid entry) {
    tx.run("DELETE FROM deleted_copy WHERE profile = ? AND entry = ?", profile, entry.toBytes());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(Cid.ofBytes(row.getBytes(1)), row.getBytes(2), CidList.of(row.getBytes(3)));
  }

  /** Forgets the copies of a profile whose time is over at {@code now}; which. */
  public static List<Row> expire(Tx tx, long profile, long now) {
    List<Row> over =
        tx.all(
            "SELECT entry, sealed, files FROM deleted_copy WHERE profile = ? AND until <= ?",
            DeletedCopyTable::row,
            profile,
            now);
    over.forEach(row -> remove(tx, profile, row.entry()));
    return over;
  }

  /** The files that the copies of a profile link to. */
  public static Set<Cid> files(Tx tx, long profile) {
    Set<Cid> files = new TreeSet<>();
    tx.all(
            "SELECT files FROM deleted_copy WHERE profile = ? AND length(files) > 0",
            row -> CidList.of(row.getBytes(1)),
            profile)
        .forEach(files::addAll);
    return files;
  }

  /** How many copies there are of a profile's entries. */
  public static long count(Tx tx, long profile) {
    return tx.one(
            "SELECT count(*) FROM deleted_copy WHERE profile = ?", row -> row.getLong(1), profile)
        .orElse(0L);
  }
}
