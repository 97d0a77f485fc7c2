package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What it takes to make a database anew from another one: the tables that nothing else tells are
 * copied, and the accepted entries are read in pages, to be taken in again. How far that came is in
 * a table of the new file for as long as it takes.
 */
public final class ReindexTable {
  /** Cached lists ({@code loose}) are left out: they are made again. */
  private static final List<String> COPIED = List.of("profile", "head", "mark", "pin", "outbox");

  private static final int COPIED_AT_ONCE = 8;

  private ReindexTable() {}

  /**
   * An entry, and what the index says of it that it does not say itself.
   *
   * @param payload empty if it is not here
   * @param sort its place in feeds; empty if it is in none
   */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(
      long profile,
      Cid entry,
      byte[] bytes,
      Optional<byte[]> payload,
      Optional<Long> sort,
      boolean saved) {}

  /** How far it came: the id of the last entry that was taken; empty if nothing began. */
  public static Optional<Long> reached(Tx to) {
    boolean began =
        to.one("SELECT 1 FROM sqlite_schema WHERE name = 'reindexing'", row -> true).isPresent();
    return began
        ? to.one("SELECT reached FROM reindexing", row -> row.getLong(1))
        : Optional.empty();
  }

  /** Begins: copies what is copied. */
  public static void begin(Tx from, Tx to) {
    for (String table : COPIED) {
      copy(table, from, to);
    }
    to.run("DELETE FROM sqlite_sequence");
    from.all(
            "SELECT name, seq FROM sqlite_sequence",
            row -> new Object[] {row.getString(1), row.getLong(2)})
        .forEach(row -> to.run("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", row));
    to.run("CREATE TABLE reindexing (reached INTEGER NOT NULL)");
    to.run("INSERT INTO reindexing (reached) VALUES (0)");
  }

  private record Copied(long id, String columns, List<Object> values) {}

  private static void copy(String table, Tx from, Tx to) {
    long last = Long.MIN_VALUE;
    while (true) {
      List<Copied> rows =
          from.all(
              "SELECT rowid, * FROM " + table + " WHERE rowid > ? ORDER BY rowid LIMIT ?",
              row -> copied(row.getMetaData(), row::getObject),
              last,
              COPIED_AT_ONCE);
      for (Copied row : rows) {
        String places = String.join(",", Collections.nCopies(row.values().size(), "?"));
        to.run(
            "INSERT INTO " + table + " (" + row.columns() + ") VALUES (" + places + ")",
            row.values().toArray());
        last = row.id();
      }
      if (rows.size() < COPIED_AT_ONCE) {
        return;
      }
    }
  }

  /** A value of the row at hand. */
  private interface Column {
    Object value(int number) throws SQLException;
  }

  private static Copied copied(ResultSetMetaData columns, Column row) throws SQLException {
    List<String> names = new ArrayList<>();
    List<Object> values = new ArrayList<>(); // List.of has no nulls
    for (int i = 2; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
      values.add(row.value(i));
    }
    return new Copied(((Number) row.value(1)).longValue(), String.join(",", names), values);
  }

  /** The highest id of an entry. */
  public static long end(Tx from) {
    return from.one("SELECT coalesce(max(id), 0) FROM entry", row -> row.getLong(1)).orElseThrow();
  }

  /** The entries with an id above {@code after} and up to {@code to}, ancestors first. */
  public static List<Row> page(Tx from, long after, long to) {
    return from.all(
        "SELECT entry.profile, entry.cid, item.bytes, item.payload, post.sort, post.saved"
            + " FROM entry JOIN item USING (id) LEFT JOIN post USING (id)"
            + " WHERE entry.id > ? AND entry.id <= ? ORDER BY entry.id",
        row -> {
          long sort = row.getLong(5);
          return new Row(
              row.getLong(1),
              Cid.ofBytes(row.getBytes(2)),
              row.getBytes(3),
              Optional.ofNullable(row.getBytes(4)),
              row.wasNull() ? Optional.empty() : Optional.of(sort),
              row.getBoolean(6));
        },
        after,
        to);
  }

  /** Notes how far it came, and gives the posts their places in feeds. */
  public static void reach(Tx to, long id, List<Row> rows) {
    for (Row row : rows) {
      if (row.sort().isPresent()) {
        to.run(
            "UPDATE post SET sort = ?1, saved = ?2 WHERE (sort <> ?1 OR saved <> ?2) AND id ="
                + " (SELECT id FROM entry WHERE cid_key = ?3 AND +profile = ?4 AND cid = ?5)",
            row.sort().get(),
            row.saved(),
            ProfileState.key(row.entry()),
            row.profile(),
            row.entry().toBytes());
      }
    }
    to.run("UPDATE reindexing SET reached = ?", id);
  }

  /** Ends it. */
  public static void end(Tx to, List<Long> incomplete) {
    incomplete.forEach(profile -> MarkTable.clear(to, profile));
    to.run("DROP TABLE reindexing");
  }
}
