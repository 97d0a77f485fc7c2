package dagbok.ipfs.embedded;

import dagbok.cid.Cid;
import dagbok.store.Tx;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pins of the embedded IPFS node. */
final class PinTable {
  private PinTable() {}

  static boolean isPinned(Tx tx, Cid root) {
    return tx.one("SELECT 1 FROM pin WHERE cid = ?", row -> true, root.toBytes()).isPresent();
  }

  static void put(Tx tx, Cid root, String name) {
    tx.run("INSERT OR REPLACE INTO pin VALUES (?, ?)", root.toBytes(), name);
  }

  /** Whether it was there. */
  static boolean remove(Tx tx, Cid root) {
    return tx.run("DELETE FROM pin WHERE cid = ?", (Object) root.toBytes()) > 0;
  }

  static Map<Cid, String> named(Tx tx, String prefix) {
    Map<Cid, String> pins = new LinkedHashMap<>();
    tx.all(
            "SELECT cid, name FROM pin WHERE substr(name, 1, length(?1)) = ?1",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), row.getString(2)),
            prefix)
        .forEach(pin -> pins.put(pin.getKey(), pin.getValue()));
    return Map.copyOf(pins);
  }
}
