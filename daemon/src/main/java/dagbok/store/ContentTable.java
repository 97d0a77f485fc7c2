package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bytes of small contents. */
public final class ContentTable {
  private ContentTable() {}

  /** Keeps a content. */
  public static void put(Tx tx, Block content) {
    tx.run(
        "INSERT INTO content (cid, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
        content.cid().toBytes(),
        content.bytes());
  }

  /** The bytes of a content, if they are here. */
  public static Optional<byte[]> get(Tx tx, Cid cid) {
    return tx.one("SELECT bytes FROM content WHERE cid = ?", row -> row.getBytes(1), cid.toBytes());
  }

  /** Forgets the contents that no live entry of any profile names, nor is among these. */
  public static void removeUnnamed(Tx tx, Set<Cid> except) {
    List<Cid> unnamed =
        tx.all(
            "SELECT cid FROM content"
                + " WHERE NOT EXISTS (SELECT 1 FROM media WHERE media.cid = content.cid)",
            row -> Cid.ofBytes(row.getBytes(1)));
    for (Cid cid : unnamed) {
      if (!except.contains(cid)) {
        tx.run("DELETE FROM content WHERE cid = ?", cid.toBytes());
      }
    }
  }
}
