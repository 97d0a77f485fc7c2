package dagbok.ipfs.embedded;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.store.Tx;
import java.util.List;
import java.util.Optional;

/** The blocks of the embedded IPFS node, by the digest of their bytes. */
final class BlockTable {
  private BlockTable() {}

  /** Stores a block, or notes that it was put again. */
  static void put(Tx tx, Block block, long now) {
    byte[] digest = block.cid().digest();
    int added =
        tx.run(
            "INSERT INTO block (digest, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING",
            digest,
            block.bytes());
    if (added > 0) {
      tx.run("UPDATE used SET bytes = bytes + ?", (long) block.bytes().length);
    }
    tx.run("INSERT OR REPLACE INTO fresh VALUES (?, ?)", digest, now);
  }

  static Optional<byte[]> bytes(Tx tx, Cid cid) {
    return tx.one("SELECT bytes FROM block WHERE digest = ?", row -> row.getBytes(1), cid.digest());
  }

  static boolean isThere(Tx tx, Cid cid) {
    return tx.one("SELECT 1 FROM block WHERE digest = ?", row -> true, cid.digest()).isPresent();
  }

  /** Takes a block away, unless it is kept. */
  static void remove(Tx tx, byte[] digest) {
    List<Long> lengths =
        tx.all(
            "DELETE FROM block WHERE digest = ?1"
                + " AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.digest = ?1)"
                + " RETURNING length(bytes)",
            row -> row.getLong(1),
            digest);
    for (long length : lengths) {
      tx.run("UPDATE used SET bytes = bytes - ?", length);
      tx.run("DELETE FROM fresh WHERE digest = ?", digest);
    }
  }

  /**
   * Up to {@code most} blocks after {@code after} that nothing keeps and that were not put since
   * {@code since}: the id of each and its digest.
   */
  static List<Garbage> garbage(Tx tx, long after, long since, int most) {
    return tx.all(
        "SELECT id, digest FROM block WHERE id > ?"
            + " AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.digest = block.digest)"
            + " AND NOT EXISTS (SELECT 1 FROM fresh WHERE fresh.digest = block.digest"
            + " AND fresh.since >= ?) ORDER BY id LIMIT ?",
        row -> new Garbage(row.getLong(1), row.getBytes(2)),
        after,
        since,
        most);
  }

  /** A block that may go. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  record Garbage(long id, byte[] digest) {}

  /** Forgets that blocks were put before {@code since}. */
  static void age(Tx tx, long since) {
    tx.run("DELETE FROM fresh WHERE since < ?", since);
  }

  /** The bytes of all blocks. */
  static long used(Tx tx) {
    return tx.one("SELECT bytes FROM used", row -> row.getLong(1)).orElse(0L);
  }
}
