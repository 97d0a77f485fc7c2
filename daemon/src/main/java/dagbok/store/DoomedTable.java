package dagbok.store;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Blocks that hold what was erased, as long as the IPFS node may have them. */
public final class DoomedTable {
  private DoomedTable() {}

  /** A block, and how often the IPFS node kept it. */
  public record Row(long id, Cid cid, int tries) {}

  /** Notes blocks. */
  public static void add(Tx tx, Collection<Cid> blocks) {
    blocks.forEach(
        cid -> tx.run("INSERT INTO doomed (cid) VALUES (?) ON CONFLICT DO NOTHING", cid.toBytes()));
  }

  /** The oldest {@code limit} after the place {@code after}. */
  public static List<Row> page(Tx tx, long after, int limit) {
    return tx.all(
        "SELECT id, cid, tries FROM doomed WHERE id > ? ORDER BY id LIMIT ?",
        row -> new Row(row.getLong(1), Cid.ofBytes(row.getBytes(2)), row.getInt(3)),
        after,
        limit);
  }

  /** Whether a block is named, or waits to be put into the IPFS node, under whatever codec. */
  public static boolean isNeeded(Tx tx, Cid block) {
    return isNamed(tx, block)
        || Stream.of(Multicodec.values())
            .anyMatch(codec -> OutboxTable.find(tx, block.withCodec(codec)).isPresent());
  }

  /** Whether an entry that stands names a block, or it is a pack, under whatever codec. */
  public static boolean isNamed(Tx tx, Cid block) {
    for (Multicodec codec : Multicodec.values()) {
      byte[] cid = block.withCodec(codec).toBytes();
      boolean found =
          tx.one(
                  "SELECT 1 WHERE EXISTS (SELECT 1 FROM need WHERE cid = ?1)"
                      + " OR EXISTS (SELECT 1 FROM file WHERE cid = ?1)"
                      + " OR EXISTS (SELECT 1 FROM pack WHERE cid = ?1)",
                  row -> true,
                  (Object) cid)
              .isPresent();
      if (found) {
        return true;
      }
    }
    return false;
  }

  /** Forgets one. */
  public static void remove(Tx tx, Row row) {
    tx.run("DELETE FROM doomed WHERE id = ?", row.id());
  }

  /** The IPFS node kept it once more. */
  public static void kept(Tx tx, Row row) {
    tx.run("UPDATE doomed SET tries = tries + 1 WHERE id = ?", row.id());
  }
}
