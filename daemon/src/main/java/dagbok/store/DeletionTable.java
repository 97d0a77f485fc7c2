package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deletes of one's own that wait for their time, and when others were written. */
public final class DeletionTable {
  private DeletionTable() {}

  /**
   * A deletion that waits.
   *
   * @param due in milliseconds since 1970; 0 once it is being written
   * @param entries those that still are to be deleted
   */
  public record Row(long id, long profile, long due, List<Cid> entries) {}

  /** Notes a deletion. */
  public static Row add(Tx tx, long profile, long due, List<Cid> entries) {
    tx.run(
        "INSERT INTO deletion (profile, due, entries) VALUES (?, ?, ?)",
        profile,
        due,
        CidList.bytes(entries));
    long id = tx.one("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    return new Row(id, profile, due, entries);
  }

  /** One that waits. */
  public static Optional<Row> find(Tx tx, long id) {
    return tx.one(
        "SELECT id, profile, due, entries FROM deletion WHERE id = ?", DeletionTable::row, id);
  }

  /** All that wait. */
  public static List<Row> all(Tx tx) {
    return tx.all("SELECT id, profile, due, entries FROM deletion ORDER BY id", DeletionTable::row);
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(row.getLong(1), row.getLong(2), row.getLong(3), CidList.of(row.getBytes(4)));
  }

  /**
   * Some of a deletion are written at {@code time}, in seconds since 1970; forgets it with the
   * last.
   */
  public static void written(Tx tx, Row row, Collection<Cid> done, long time) {
    for (Cid entry : done) {
      tx.run(
          "INSERT INTO deleted_here (profile, entry, time) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          row.profile(),
          entry.toBytes(),
          time);
    }
    Set<Cid> gone = Set.copyOf(done);
    List<Cid> before = find(tx, row.id()).map(Row::entries).orElse(List.of());
    List<Cid> left = before.stream().filter(entry -> !gone.contains(entry)).toList();
    if (left.isEmpty()) {
      remove(tx, row.id());
    } else {
      tx.run("UPDATE deletion SET entries = ? WHERE id = ?", CidList.bytes(left), row.id());
    }
  }

  /** It is written from now on, and can't be taken back. */
  public static void begin(Tx tx, long id) {
    tx.run("UPDATE deletion SET due = 0 WHERE id = ?", id);
  }

  /** It could not be written, and can be taken back again. */
  public static void stop(Tx tx, Row row) {
    tx.run("UPDATE deletion SET due = ? WHERE id = ?", Math.max(1, row.due()), row.id());
  }

  /** Takes one back, unless it was begun; which. */
  public static Optional<Row> undo(Tx tx, long id) {
    Optional<Row> row = find(tx, id).filter(found -> found.due() != 0);
    row.ifPresent(found -> remove(tx, id));
    return row;
  }

  private static void remove(Tx tx, long id) {
    tx.run("DELETE FROM deletion WHERE id = ?", id);
  }

  /** When an entry was deleted here, in seconds since 1970. */
  public static Optional<Long> time(Tx tx, long profile, Cid entry) {
    return tx.one(
        "SELECT time FROM deleted_here WHERE profile = ? AND entry = ?",
        row -> row.getLong(1),
        profile,
        entry.toBytes());
  }
}
