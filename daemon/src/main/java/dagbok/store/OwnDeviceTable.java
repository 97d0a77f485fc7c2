package dagbok.store;

import dagbok.cid.Cid;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** What this machine knows of its own devices, so that none of them ever goes on from too early. */
public final class OwnDeviceTable {
  /** That no head was heard. */
  public static final long NONE_HEARD = -1;

  private static final String COLUMNS =
      "SELECT device, last, heard, forked, doubt FROM own_device ";

  private OwnDeviceTable() {}

  /**
   * One of them.
   *
   * @param last its newest entry, its grant before the first; empty if nothing was written yet
   * @param heard the largest number of a head in its name that was not signed here, or {@link
   *     #NONE_HEARD}
   * @param forked whether it is known that two of its entries have one {@code own}
   * @param doubt why it may not write
   */
  public record Row(
      Cid device, Optional<Cid> last, long heard, boolean forked, Optional<String> doubt) {
    /** Of a device of which nothing is known. */
    public static Row of(Cid device) {
      return new Row(device, Optional.empty(), NONE_HEARD, false, Optional.empty());
    }

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          Cid.ofBytes(row.getBytes(1)),
          Optional.ofNullable(row.getBytes(2)).map(Cid::ofBytes),
          row.getLong(3),
          row.getBoolean(4),
          Optional.ofNullable(row.getString(5)));
    }

    /** The same with another newest entry. */
    public Row withLast(Cid entry) {
      return new Row(device, Optional.of(entry), heard, forked, doubt);
    }

    /** The same with another doubt, or none. */
    public Row withDoubt(Optional<String> other) {
      return new Row(device, last, heard, forked, other);
    }
  }

  /** What is known of a device. */
  public static Row get(Tx tx, long profile, Cid device) {
    return tx.one(COLUMNS + "WHERE profile = ? AND device = ?", Row::of, profile, device.toBytes())
        .orElseGet(() -> Row.of(device));
  }

  /** Keeps what is known of a device. */
  public static void put(Tx tx, long profile, Row row) {
    tx.run(
        "INSERT INTO own_device (profile, device, last, heard, forked, doubt)"
            + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (profile, device) DO UPDATE SET"
            + " last = excluded.last, heard = excluded.heard, forked = excluded.forked,"
            + " doubt = excluded.doubt",
        profile,
        row.device().toBytes(),
        row.last().map(Cid::toBytes).orElse(null),
        row.heard(),
        row.forked(),
        row.doubt().orElse(null));
  }
}
