package dagbok.store;

import dagbok.cid.Cid;
import java.util.Collection;
import java.util.List;

/** Which entries' payloads and contents still are to be erased. */
public final class ErasureTable {
  private ErasureTable() {}

  /** Notes entries of a profile; {@code keep}: whether a sealed copy is to stay for a while. */
  public static void add(Tx tx, long profile, Collection<Cid> entries, boolean keep) {
    for (Cid entry : entries) {
      tx.run(
          "INSERT INTO erasure (entry, profile, keep) SELECT id, profile, ? FROM entry"
              + " WHERE cid_key = ? AND +profile = ? AND cid = ? ON CONFLICT DO NOTHING",
          keep ? 1 : 0,
          ProfileState.key(entry),
          profile,
          entry.toBytes());
    }
  }

  /** An entry, and whether a sealed copy is to stay. */
  public record Row(long id, Cid entry, boolean keep) {}

  /** Some of a profile's. */
  public static List<Row> some(Tx tx, long profile, int limit) {
    return tx.all(
        "SELECT e.id, e.cid, keep FROM erasure r JOIN entry e ON e.id = r.entry"
            + " WHERE r.profile = ? ORDER BY r.entry LIMIT ?",
        row -> new Row(row.getLong(1), Cid.ofBytes(row.getBytes(2)), row.getBoolean(3)),
        profile,
        limit);
  }

  /** Forgets one. */
  public static void remove(Tx tx, Row row) {
    tx.run("DELETE FROM erasure WHERE entry = ?", row.id());
  }
}
