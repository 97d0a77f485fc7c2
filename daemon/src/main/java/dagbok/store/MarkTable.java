package dagbok.store;

import dagbok.cid.Cid;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /** What is marked, and how many marks of its kind a profile has at most; the oldest go. */
  public enum Kind {
    /** Twice as many as a snapshot names. */
    PACK(32_768),
    /** Those of heads that are repeated now. */
    SNAPSHOT(256);

    private final int most;

    Kind(int most) {
      this.most = most;
    }

    /** The most marks of this kind that a profile has. */
    public int most() {
      return most;
    }
  }

  /** Marks a pack or snapshot. */
  public static void put(Tx tx, long profile, Kind kind, Cid cid, Mark mark) {
    tx.run(
        "INSERT INTO mark (profile, kind, cid, mark) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (profile, cid) DO UPDATE SET mark = excluded.mark",
        profile,
        kind.name(),
        cid.toBytes(),
        mark.name());
    tx.run(
        "DELETE FROM mark WHERE profile = ?1 AND kind = ?2 AND id <="
            + " (SELECT id FROM mark WHERE profile = ?1 AND kind = ?2"
            + " ORDER BY id DESC LIMIT 1 OFFSET ?3)",
        profile,
        kind.name(),
        kind.most());
  }

  /** The mark of a pack or snapshot. */
  public static Optional<Mark> find(Tx tx, long profile, Cid cid) {
    return tx.one(
        "SELECT mark FROM mark WHERE profile = ? AND cid = ?",
        row -> Mark.valueOf(row.getString(1)),
        profile,
        cid.toBytes());
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

  /** The marked objects of one kind. */
  public static List<Cid> all(Tx tx, long profile, Kind kind) {
    return tx.all(
        "SELECT cid FROM mark WHERE profile = ? AND kind = ?",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        kind.name());
  }

  /** Forgets the marks of a profile. */
  public static void clear(Tx tx, long profile) {
    tx.run("DELETE FROM mark WHERE profile = ?", profile);
  }
}
