package dagbok.store;

import dagbok.cid.Cid;
import dagbok.dag.PackRow;
import dagbok.dag.Place;
import dagbok.schema.PackRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The packs of profiles, in order. */
final class PackTable {
  private PackTable() {}

  static List<PackRow> all(Tx tx, long profile) {
    return tx.all(PACK + "ORDER BY height, first", PackTable::pack, profile);
  }

  private static final String PACK =
      "SELECT height, first, last, high_height, level, weight, cid, items, bytes, since, until"
          + " FROM pack WHERE profile = ? ";

  static Optional<PackRow> find(Tx tx, long profile, Cid pack) {
    return tx.one(PACK + "AND cid = ?", PackTable::pack, profile, pack.toBytes());
  }

  private static PackRow pack(ResultSet row) throws SQLException {
    long low = row.getLong(1);
    long high = row.getLong(4);
    return new PackRow(
        row.getInt(5),
        new Place(low, Cid.ofBytes(row.getBytes(2))),
        new Place(high, Cid.ofBytes(row.getBytes(3))),
        row.getLong(6),
        new PackRef(
            Cid.ofBytes(row.getBytes(7)),
            row.getLong(8),
            row.getLong(9),
            low,
            high,
            row.getLong(10),
            row.getLong(11)));
  }

  /** Puts packs in the place of others. */
  static void replace(Tx tx, long profile, List<PackRow> gone, List<PackRow> come) {
    for (PackRow pack : gone) {
      tx.run(
          "DELETE FROM pack WHERE profile = ? AND height = ? AND first = ?",
          profile,
          pack.first().height(),
          pack.first().entry().toBytes());
    }
    for (PackRow pack : come) {
      tx.run(
          "INSERT INTO pack (profile, height, first, last, high_height, level, weight, cid, items,"
              + " bytes, since, until) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          profile,
          pack.first().height(),
          pack.first().entry().toBytes(),
          pack.last().entry().toBytes(),
          pack.last().height(),
          pack.level(),
          pack.weight(),
          pack.ref().pack().toBytes(),
          pack.ref().items(),
          pack.ref().bytes(),
          pack.ref().since(),
          pack.ref().until());
    }
  }
}
