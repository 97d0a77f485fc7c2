package dagbok.store;

import dagbok.cid.Cid;
import java.util.Map;
import java.util.stream.Collectors;

/** Packs and snapshots that need not be looked at again. */
public final class MarkTable {
  private MarkTable() {}

  /** What was found. */
  public enum Mark {
    /** Every item was accepted. */
    DONE,
    /** One was refused for good. */
    BAD
  }

  /** Marks a pack or snapshot. */
  public static void put(Tx tx, long profile, Cid cid, Mark mark) {
    tx.run(
        "INSERT INTO mark (profile, cid, mark) VALUES (?, ?, ?)"
            + " ON CONFLICT (profile, cid) DO UPDATE SET mark = excluded.mark",
        profile,
        cid.toBytes(),
        mark.name());
  }

  /** The marks of a profile. */
  public static Map<Cid, Mark> all(Tx tx, long profile) {
    return tx
        .all(
            "SELECT cid, mark FROM mark WHERE profile = ?",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), Mark.valueOf(row.getString(2))),
            profile)
        .stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
