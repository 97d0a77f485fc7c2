package dagbok.store;

import dagbok.cid.Cid;
import java.util.Map;
import java.util.stream.Collectors;

/** Which list keeps the loose objects of each pack of a profile that has them. */
public final class LooseTable {
  private LooseTable() {}

  /** Notes the list of a pack. */
  public static void put(Tx tx, long profile, Cid pack, Cid list) {
    tx.run(
        "INSERT INTO loose (profile, pack, list) VALUES (?, ?, ?)"
            + " ON CONFLICT (profile, pack) DO UPDATE SET list = excluded.list",
        profile,
        pack.toBytes(),
        list.toBytes());
  }

  /** The lists that are known, by pack. */
  public static Map<Cid, Cid> all(Tx tx, long profile) {
    return tx
        .all(
            "SELECT pack, list FROM loose WHERE profile = ?",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), Cid.ofBytes(row.getBytes(2))),
            profile)
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Whether any are known. */
  public static boolean hasAny(Tx tx, long profile) {
    return tx.one("SELECT 1 FROM loose WHERE profile = ? LIMIT 1", row -> true, profile)
        .isPresent();
  }

  /** Forgets the list of a pack. */
  public static void remove(Tx tx, long profile, Cid pack) {
    tx.run("DELETE FROM loose WHERE profile = ? AND pack = ?", profile, pack.toBytes());
  }
}
