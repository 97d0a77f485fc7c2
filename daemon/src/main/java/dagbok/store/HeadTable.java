package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The newest head known of each device of a profile, up to a bound. */
public final class HeadTable {
  /** The most heads of a profile; of others' devices those that came first go. */
  public static final int MAX_HEADS = 64;

  private HeadTable() {}

  /**
   * Keeps a head as the newest of its device. {@code own}: it was signed here; no other head takes
   * the place of such a one.
   */
  public static void put(Tx tx, long profile, Cid device, Block head, long received, boolean own) {
    tx.run(
        "INSERT INTO head (profile, device, cid, bytes, received, own) VALUES (?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (profile, device) DO UPDATE SET cid = excluded.cid,"
            + " bytes = excluded.bytes, received = excluded.received, own = excluded.own"
            + " WHERE excluded.own >= head.own",
        profile,
        device.toBytes(),
        head.cid().toBytes(),
        head.bytes(),
        received,
        own);
    tx.run(
        "DELETE FROM head WHERE profile = ?1 AND id NOT IN (SELECT id FROM head WHERE profile = ?1"
            + " ORDER BY own DESC, received DESC, id DESC LIMIT ?2)",
        profile,
        MAX_HEADS);
  }

  /** The heads of a profile, the one that came last first. */
  public static List<Block> all(Tx tx, long profile) {
    return tx.all(
        "SELECT cid, bytes FROM head WHERE profile = ? ORDER BY received DESC, id DESC",
        row -> new Block(Cid.ofBytes(row.getBytes(1)), row.getBytes(2)),
        profile);
  }

  /** The newest head of a device counts as signed elsewhere: others may take its place. */
  public static void disown(Tx tx, long profile, Cid device) {
    tx.run("UPDATE head SET own = 0 WHERE profile = ? AND device = ?", profile, device.toBytes());
  }

  /** A head of a device, when it came in seconds since 1970, and whether it was signed here. */
  public record Row(Cid device, Block head, long received, boolean own) {}

  /** All that is kept of a profile. */
  public static List<Row> rows(Tx tx, long profile) {
    return tx.all(
        "SELECT device, cid, bytes, received, own FROM head WHERE profile = ? ORDER BY id",
        row ->
            new Row(
                Cid.ofBytes(row.getBytes(1)),
                new Block(Cid.ofBytes(row.getBytes(2)), row.getBytes(3)),
                row.getLong(4),
                row.getBoolean(5)),
        profile);
  }

  /** The newest head of a device that was signed here. */
  public static Optional<Block> signedHere(Tx tx, long profile, Cid device) {
    return tx.one(
        "SELECT cid, bytes FROM head WHERE profile = ? AND device = ? AND own = 1",
        row -> new Block(Cid.ofBytes(row.getBytes(1)), row.getBytes(2)),
        profile,
        device.toBytes());
  }

  /** When the newest of all heads came, in seconds since 1970. */
  public static Optional<Long> newestReceived(Tx tx) {
    return tx.one("SELECT max(received) FROM head", HeadTable::orNothing).flatMap(time -> time);
  }

  private static Optional<Long> orNothing(ResultSet row) throws SQLException {
    long time = row.getLong(1);
    return row.wasNull() ? Optional.empty() : Optional.of(time);
  }
}
