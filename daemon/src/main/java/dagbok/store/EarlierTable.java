package dagbok.store;

import dagbok.cid.Cid;
import java.util.List;
import java.util.Optional;

/** What was accepted by a version that kept entries and payloads alone. */
public final class EarlierTable {
  private EarlierTable() {}

  /** An entry, with its payload if there was one. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Row(Cid entry, byte[] bytes, Optional<byte[]> payload) {}

  /** The lowest {@code limit} entries of a profile that are left, ancestors first. */
  public static List<Row> page(Tx tx, long profile, int limit) {
    return tx.all(
        "SELECT entry, bytes, payload FROM earlier_item WHERE profile = ?"
            + " ORDER BY height, entry LIMIT ?",
        row ->
            new Row(
                Cid.ofBytes(row.getBytes(1)),
                row.getBytes(2),
                Optional.ofNullable(row.getBytes(3))),
        profile,
        limit);
  }

  /** The bytes of a small content. */
  public static Optional<byte[]> content(Tx tx, Cid content) {
    return tx.one(
        "SELECT bytes FROM earlier_content WHERE cid = ?",
        row -> row.getBytes(1),
        content.toBytes());
  }

  /** Takes an entry away. */
  public static void remove(Tx tx, Cid entry) {
    tx.run("DELETE FROM earlier_item WHERE entry = ?", entry.toBytes());
  }

  /** Takes the contents away once no entry is left. */
  public static void removeContents(Tx tx) {
    tx.run("DELETE FROM earlier_content WHERE NOT EXISTS (SELECT 1 FROM earlier_item)");
  }
}
