package dagbok.store;

import dagbok.cid.Cid;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is pinned in the IPFS node for each profile. */
public final class PinTable {
  /** Names the pin of a snapshot with all that it links to. */
  public static final String SNAPSHOT = "snapshot";

  /** Names lists of files, with all that these link to. */
  public static final String FILES = "files";

  private PinTable() {}

  /** Notes a pin. */
  public static void put(Tx tx, long profile, Cid cid, String name) {
    tx.run(
        "INSERT INTO pin (profile, cid, name) VALUES (?, ?, ?)"
            + " ON CONFLICT (profile, cid) DO UPDATE SET name = excluded.name",
        profile,
        cid.toBytes(),
        name);
  }

  /** Forgets a pin. */
  public static void remove(Tx tx, long profile, Cid cid) {
    tx.run("DELETE FROM pin WHERE profile = ? AND cid = ?", profile, cid.toBytes());
  }

  /** The pins of a profile, the oldest first. */
  public static Map<Cid, String> all(Tx tx, long profile) {
    Map<Cid, String> pins = new LinkedHashMap<>();
    tx.all(
            "SELECT cid, name FROM pin WHERE profile = ? ORDER BY id",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), row.getString(2)),
            profile)
        .forEach(pin -> pins.put(pin.getKey(), pin.getValue()));
    return pins;
  }

  /** Whether files of a profile are pinned. */
  public static boolean hasFiles(Tx tx, long profile) {
    return tx.one(
            "SELECT 1 FROM pin WHERE profile = ? AND name IN (?, ?) LIMIT 1",
            row -> true,
            profile,
            SNAPSHOT,
            FILES)
        .isPresent();
  }

  /** How many there are, of all profiles. */
  public static long count(Tx tx) {
    return tx.one("SELECT count(*) FROM pin", row -> row.getLong(1)).orElse(0L);
  }
}
