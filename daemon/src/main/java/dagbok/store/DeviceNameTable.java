package dagbok.store;

import dagbok.cid.Cid;
import java.util.HashMap;
import java.util.Map;

/** What devices of one's own profiles are called here. */
public final class DeviceNameTable {
  private DeviceNameTable() {}

  /** Names a device. */
  public static void put(Tx tx, long profile, Cid device, String name) {
    tx.run(
        "INSERT INTO device_name (profile, device, name) VALUES (?, ?, ?)"
            + " ON CONFLICT (profile, device) DO UPDATE SET name = excluded.name",
        profile,
        device.toBytes(),
        name);
  }

  /** The names of a profile's devices. */
  public static Map<Cid, String> all(Tx tx, long profile) {
    Map<Cid, String> names = new HashMap<>();
    tx.all(
            "SELECT device, name FROM device_name WHERE profile = ?",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), row.getString(2)),
            profile)
        .forEach(entry -> names.put(entry.getKey(), entry.getValue()));
    return names;
  }
}
