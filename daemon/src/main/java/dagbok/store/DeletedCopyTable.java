package dagbok.store;

import dagbok.cid.Cid;
import dagbok.dag.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What other devices of one's own deleted, sealed, for a while. Of a copy that was thrown away a
 * row stays, so that none is made again when the same bytes come once more, until the entry stands
 * again.
 */
public final class DeletedCopyTable {
  /** How {@link EntryTable} writes that an entry lacks its bytes. */
  @SuppressWarnings("EnumOrdinal")
  private static final int INCOMPLETE = Standing.INCOMPLETE.ordinal();

  @SuppressWarnings("EnumOrdinal")
  private static final int VOID = Standing.VOID.ordinal();

  @SuppressWarnings("EnumOrdinal")
  private static final int DELETED = Standing.DELETED.ordinal();

  /** So many seconds times this is a number that grows with time. */
  private static final long NUMBERS_A_SECOND = 1_000_000;

  /** The time of those that were thrown away; all others go before. */
  private static final long GONE = Long.MAX_VALUE;

  private static final byte[] NOTHING = {};

  /** The plus leads to the index by age, which knows which are gone. */
  private static final String HERE = " WHERE +profile = ? AND until < " + GONE;

  private DeletedCopyTable() {}

  /** What was sealed of an entry, and the files that it links to. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(Cid entry, byte[] sealed, List<Cid> files) {}

  /**
   * Keeps a copy until a time in seconds since 1970. Its number is higher than that of any copy
   * before, also of those that went.
   */
  public static void put(Tx tx, long profile, Row copy, long until) {
    Cid entry = copy.entry();
    tx.run(
        "INSERT INTO deleted_copy (id, profile, cid_key, entry, until, sealed, files)"
            + " VALUES (max(?, (SELECT coalesce(max(id), 0) + 1 FROM deleted_copy)),"
            + " ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        until * NUMBERS_A_SECOND,
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
            + " WHERE c.profile = ? AND e.standing = ? AND c.until < ? ORDER BY c.id LIMIT ?",
        DeletedCopyTable::row,
        profile,
        INCOMPLETE,
        GONE,
        limit);
  }

  /** Throws the copy of an entry away. */
  public static void discard(Tx tx, long profile, Cid entry) {
    tx.run(
        "UPDATE deleted_copy SET sealed = ?, files = ?, until = ? WHERE profile = ? AND entry = ?",
        NOTHING,
        NOTHING,
        GONE,
        profile,
        entry.toBytes());
  }

  /** What is still to be erased of a profile and then kept sealed; entries that stand are not. */
  private static final String COMING =
      " FROM erasure r JOIN entry e ON e.id = r.entry"
          + " WHERE r.profile = ? AND r.keep = 1 AND e.standing IN ("
          + VOID
          + ", "
          + DELETED
          + ")";

  /** Of how many entries of a profile copies are still to be made. */
  public static long coming(Tx tx, long profile) {
    return tx.one("SELECT count(*)" + COMING, row -> row.getLong(1), profile).orElse(0L);
  }

  /** Of these no copies are made. */
  public static void discardComing(Tx tx, long profile) {
    tx.run(
        "INSERT INTO deleted_copy (profile, cid_key, entry, until, sealed, files)"
            + " SELECT e.profile, e.cid_key, e.cid, ?, ?, ?"
            + COMING
            + " ON CONFLICT DO NOTHING",
        GONE,
        NOTHING,
        NOTHING,
        profile);
  }

  /** Forgets that copies of these entries were thrown away: they stand again. */
  public static void standAgain(Tx tx, long profile, Collection<Cid> entries) {
    if (tx.one("SELECT 1 FROM deleted_copy WHERE until = ? LIMIT 1", row -> true, GONE).isEmpty()) {
      return;
    }
    for (Cid entry : entries) {
      tx.run(
          "DELETE FROM deleted_copy WHERE profile = ? AND entry = ? AND until = ?",
          profile,
          entry.toBytes(),
          GONE);
    }
  }

  /** Whether the copy of an entry was thrown away. */
  public static boolean isDiscarded(Tx tx, long profile, Cid entry) {
    return tx.one(
            "SELECT 1 FROM deleted_copy WHERE profile = ? AND entry = ? AND until = ?",
            row -> true,
            profile,
            entry.toBytes(),
            GONE)
        .isPresent();
  }

  /** Forgets the copy of an entry. */
  public static void remove(Tx tx, long profile, Cid entry) {
    tx.run("DELETE FROM deleted_copy WHERE profile = ? AND entry = ?", profile, entry.toBytes());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(Cid.ofBytes(row.getBytes(1)), row.getBytes(2), CidList.of(row.getBytes(3)));
  }

  /** Forgets the copies of a profile whose time is over at {@code now}; which. */
  public static List<Held> expire(Tx tx, long profile, long now) {
    List<Held> over = tx.all(HELD + HERE + " AND until <= ?", DeletedCopyTable::held, profile, now);
    over.forEach(copy -> remove(tx, profile, copy.entry()));
    return over;
  }

  /** The files that the copies of a profile link to. */
  public static Set<Cid> files(Tx tx, long profile) {
    Set<Cid> files = new TreeSet<>();
    tx.all(
            "SELECT files FROM deleted_copy" + HERE + " AND length(files) > 0",
            row -> CidList.of(row.getBytes(1)),
            profile)
        .forEach(files::addAll);
    return files;
  }

  /**
   * A copy that is here, without what is in it.
   *
   * @param id its number; newer copies have higher ones
   * @param until in seconds since 1970
   */
  public record Held(long id, long profile, Cid entry, long until, long bytes, List<Cid> files) {}

  private static final String HELD =
      "SELECT id, profile, entry, until, length(sealed), files FROM deleted_copy";

  /** Some copies of a profile with numbers up to {@code last}. */
  public static List<Held> held(Tx tx, long profile, long last, int limit) {
    return tx.all(
        HELD + HERE + " AND id <= ? ORDER BY id DESC LIMIT ?",
        DeletedCopyTable::held,
        profile,
        last,
        limit);
  }

  /** The newest copies of all profiles together. */
  public static List<Held> newest(Tx tx, int limit) {
    return tx.all(
        HELD + " WHERE until < ? ORDER BY id DESC LIMIT ?", DeletedCopyTable::held, GONE, limit);
  }

  /** The copy of an entry. */
  public static Optional<Held> find(Tx tx, long profile, Cid entry) {
    return tx.one(
        HELD + " WHERE profile = ? AND entry = ? AND until < ?",
        DeletedCopyTable::held,
        profile,
        entry.toBytes(),
        GONE);
  }

  private static Held held(ResultSet row) throws SQLException {
    return new Held(
        row.getLong(1),
        row.getLong(2),
        Cid.ofBytes(row.getBytes(3)),
        row.getLong(4),
        row.getLong(5),
        CidList.of(row.getBytes(6)));
  }

  /** How many copies there are of a profile's entries. */
  public static long count(Tx tx, long profile) {
    return tx.one("SELECT count(*) FROM deleted_copy" + HERE, row -> row.getLong(1), profile)
        .orElse(0L);
  }
}
