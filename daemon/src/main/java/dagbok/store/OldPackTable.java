package dagbok.store;

import dagbok.cid.Cid;
import dagbok.dag.PackRow;
import dagbok.dag.Place;
import java.util.Collection;
import java.util.List;

/** Packs that others took the place of, as long as the IPFS node may have them. */
public final class OldPackTable {
  private OldPackTable() {}

  static void replaced(Tx tx, long profile, List<PackRow> gone, List<PackRow> come) {
    for (PackRow pack : gone) {
      tx.run(
          "INSERT INTO old_pack (profile, cid, height, first, high_height, last)"
              + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
          profile,
          pack.ref().pack().toBytes(),
          pack.first().height(),
          pack.first().entry().toBytes(),
          pack.last().height(),
          pack.last().entry().toBytes());
    }
    for (PackRow pack : come) {
      remove(tx, profile, List.of(pack.ref().pack()));
    }
  }

  /** Those that hold what is at a place. */
  public static List<Cid> holding(Tx tx, long profile, Place place) {
    return tx.all(
        "SELECT cid FROM old_pack WHERE profile = ? AND (height, first) <= (?, ?)"
            + " AND (high_height, last) >= (?, ?)",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        place.height(),
        place.entry().toBytes(),
        place.height(),
        place.entry().toBytes());
  }

  /** The oldest {@code limit} of a profile. */
  public static List<Cid> oldest(Tx tx, long profile, int limit) {
    return tx.all(
        "SELECT cid FROM old_pack WHERE profile = ? ORDER BY id LIMIT ?",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        limit);
  }

  /** Forgets some. */
  public static void remove(Tx tx, long profile, Collection<Cid> packs) {
    packs.forEach(
        cid ->
            tx.run("DELETE FROM old_pack WHERE profile = ? AND cid = ?", profile, cid.toBytes()));
  }
}
