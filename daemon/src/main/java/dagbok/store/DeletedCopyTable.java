package dagbok.store;

import dagbok.cid.Cid;
import dagbok.dag.Standing;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What other devices of one's own deleted, sealed, for a while. Of a copy that was thrown away a
 * row stays, so that none is made again when the same bytes come once more.
 */
public final class DeletedCopyTable {
  /** How {@link EntryTable} writes that an entry lacks its bytes. */
  @SuppressWarnings("EnumOrdinal")
  private static final int INCOMPLETE = Standing.INCOMPLETE.ordinal();

  /** The time of those that were thrown away; all others go before. */
  private static final long GONE = Long.MAX_VALUE;

  private static final byte[] NOTHING = {};

  /** The plus leads to the index by age, which knows which are gone. */
  private static final String HERE = " WHERE +profile = ? AND until < " + GONE;

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

  /** Of what is still to be erased of a profile no copy is made. */
  public static void discardComing(Tx tx, long profile) {
    tx.run(
        "INSERT INTO deleted_copy (profile, cid_key, entry, until, sealed, files)"
            + " SELECT e.profile, e.cid_key, e.cid, ?, ?, ? FROM erasure r JOIN entry e"
            + " ON e.id = r.entry WHERE r.profile = ? ON CONFLICT DO NOTHING",
        GONE,
        NOTHING,
        NOTHING,
        profile);
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

  /** Throws the copies of a profile away whose time is over at {@code now}; which. */
  public static List<Held> expire(Tx tx, long profile, long now) {
    List<Held> over = tx.all(HELD + HERE + " AND until <= ?", DeletedCopyTable::held, profile, now);
    over.forEach(copy -> discard(tx, profile, copy.entry()));
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

  /** A copy that is here, without what is in it; {@code until}: in seconds since 1970. */
  public record Held(Cid entry, long until, long bytes, List<Cid> files) {}

  private static final String HELD = "SELECT entry, until, length(sealed), files FROM deleted_copy";

  /** Some copies of a profile, the newest first. */
  public static List<Held> held(Tx tx, long profile, int limit) {
    return tx.all(
        HELD + HERE + " ORDER BY id DESC LIMIT ?", DeletedCopyTable::held, profile, limit);
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
        Cid.ofBytes(row.getBytes(1)), row.getLong(2), row.getLong(3), CidList.of(row.getBytes(4)));
  }

  /** How many copies there are of a profile's entries. */
  public static long count(Tx tx, long profile) {
    return tx.one("SELECT count(*) FROM deleted_copy" + HERE, row -> row.getLong(1), profile)
        .orElse(0L);
  }
}
