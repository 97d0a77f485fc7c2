package dagbok.store;

import dagbok.crypto.DeviceKey;
import dagbok.dag.DeviceRow;
import dagbok.dag.EntryRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The devices of profiles, by the ids of their grants or root entries. */
final class DeviceTable {
  private static final String DEVICE =
      "SELECT id, key, granter, last, forked, granted, end_1, end_2, in_force FROM device ";

  private static DeviceRow device(ResultSet row) throws SQLException {
    List<Long> ends = new ArrayList<>();
    for (int column = 7; column <= 8; column++) {
      long end = row.getLong(column);
      if (end != EntryRow.NONE) {
        ends.add(end);
      }
    }
    return new DeviceRow(
        row.getLong(1),
        new DeviceKey(row.getBytes(2)),
        row.getLong(3),
        row.getLong(4),
        row.getBoolean(5),
        row.getBoolean(6),
        ends,
        row.getBoolean(9));
  }

  private DeviceTable() {}

  static Optional<DeviceRow> find(Tx tx, long id) {
    return tx.one(DEVICE + "WHERE id = ?", DeviceTable::device, id);
  }

  /** Adds a device, or keeps what changed of it. */
  static void put(Tx tx, long profile, DeviceRow device) {
    List<Long> ends = device.ends();
    tx.run(
        "INSERT INTO device (id, profile, key, granter, last, forked, granted, end_1, end_2,"
            + " in_force) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            + " last = excluded.last, forked = excluded.forked, granted = excluded.granted,"
            + " end_1 = excluded.end_1, end_2 = excluded.end_2, in_force = excluded.in_force",
        device.id(),
        profile,
        device.key().toBytes(),
        device.granter(),
        device.last(),
        device.forked(),
        device.granted(),
        ends.isEmpty() ? null : ends.get(0),
        ends.size() < 2 ? null : ends.get(1),
        device.inForce());
  }

  static List<DeviceRow> inForce(Tx tx, long profile) {
    return tx.all(
        DEVICE + "WHERE profile = ? AND in_force = 1 ORDER BY id", DeviceTable::device, profile);
  }

  static List<DeviceRow> all(Tx tx, long profile) {
    return tx.all(DEVICE + "WHERE profile = ? ORDER BY id", DeviceTable::device, profile);
  }
}
