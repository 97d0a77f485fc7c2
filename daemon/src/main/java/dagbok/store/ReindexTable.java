package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What it takes to make a database anew from another one: the tables that nothing else tells are
 * copied, and the accepted entries are read in pages, to be taken in again. How far that came is in
 * a table of the new file for as long as it takes.
 */
public final class ReindexTable {
  /** Tables that nothing else tells. Cached lists ({@code loose}) are made again. */
  public static final List<String> COPIED =
      List.of(
          "profile",
          "following",
          "head",
          "mark",
          "pin",
          "outbox",
          "doomed",
          "old_pack",
          "deleted_copy",
          "own_device",
          "deletion",
          "deleted_here",
          "device_name");

  private static final int COPIED_AT_ONCE = 8;

  /** How many entries, and how much of them and their contents, is read at once. */
  private static final int PAGE_ENTRIES = 1_000;

  private static final long PAGE_BYTES = 4L << 20;

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
    to.run("CREATE TABLE reindexing_lost (profile INTEGER NOT NULL, entry BLOB NOT NULL)");
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

  /**
   * The id of the last entry of the page that begins after another; {@code most} entries at most.
   */
  public static long pageEnd(Tx from, long after, int most) {
    List<long[]> ahead =
        from.all(
            "SELECT id, weight FROM entry WHERE id > ? ORDER BY id LIMIT ?",
            row -> new long[] {row.getLong(1), row.getLong(2)},
            after,
            Math.min(most, PAGE_ENTRIES));
    long end = after;
    long bytes = 0;
    for (long[] entry : ahead) {
      if (bytes > 0 && bytes + entry[1] > PAGE_BYTES) {
        break;
      }
      end = entry[0];
      bytes += entry[1];
    }
    return end;
  }

  /** The entries with an id above {@code after} and up to {@code to}, ancestors first. */
  public static List<Row> page(Tx from, long after, long to) {
    return from.all(
        "SELECT entry.profile, entry.cid, item.bytes, item.payload, post.sort, post.saved"
            + " FROM entry LEFT JOIN item USING (id) LEFT JOIN post USING (id)"
            + " WHERE entry.id > ? AND entry.id <= ? ORDER BY entry.id",
        row -> {
          long sort = row.getLong(5);
          boolean isIndexed = !row.wasNull();
          return new Row(
              row.getLong(1),
              Cid.ofBytes(row.getBytes(2)),
              Optional.ofNullable(row.getBytes(3)).orElse(new byte[0]),
              Optional.ofNullable(row.getBytes(4)),
              isIndexed ? Optional.of(sort) : Optional.empty(),
              row.getBoolean(6));
        },
        after,
        to);
  }

  /** Notes how far it came and what was lost, and gives the posts their places in feeds. */
  public static void reach(Tx to, long id, List<Row> rows, List<Row> lost) {
    for (Row row : lost) {
      to.run(
          "INSERT INTO reindexing_lost (profile, entry) VALUES (?, ?)",
          row.profile(),
          row.entry().toBytes());
    }
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

  /** How many entries were lost. */
  public static long lost(Tx to) {
    return to.one("SELECT count(*) FROM reindexing_lost", row -> row.getLong(1)).orElseThrow();
  }

  /** Some of those. */
  public static List<Cid> firstLost(Tx to, int limit) {
    return to.all(
        "SELECT entry FROM reindexing_lost ORDER BY rowid LIMIT ?",
        row -> Cid.ofBytes(row.getBytes(1)),
        limit);
  }

  /** The profiles that lost any. */
  public static List<Long> losers(Tx to) {
    return to.all("SELECT DISTINCT profile FROM reindexing_lost", row -> row.getLong(1));
  }

  /** Ends it. What these profiles lack is to be fetched again. */
  public static void end(Tx to, Collection<Long> incomplete) {
    incomplete.forEach(profile -> MarkTable.clear(to, profile));
    to.run("DROP TABLE reindexing");
    to.run("DROP TABLE reindexing_lost");
  }
}
