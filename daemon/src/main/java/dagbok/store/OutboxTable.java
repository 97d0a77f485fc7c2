package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Blocks of one's own that are durable here and that the IPFS node has not confirmed. */
public final class OutboxTable {
  private OutboxTable() {}

  /** Keeps blocks until they are confirmed. */
  public static void put(Tx tx, long profile, Collection<Block> blocks) {
    for (Block block : blocks) {
      tx.run(
          "INSERT INTO outbox (profile, cid, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
          profile,
          block.cid().toBytes(),
          block.bytes());
    }
  }

  /** A block that waits, and its place among those that do. */
  public record Row(long id, Block block) {}

  /**
   * The oldest {@code limit} blocks of a profile after the place {@code after}, up to {@code to}.
   */
  public static List<Row> page(Tx tx, long profile, long after, long to, int limit) {
    return tx.all(
        "SELECT id, cid, bytes FROM outbox WHERE profile = ? AND id > ? AND id <= ?"
            + " ORDER BY id LIMIT ?",
        row -> new Row(row.getLong(1), new Block(Cid.ofBytes(row.getBytes(2)), row.getBytes(3))),
        profile,
        after,
        to,
        limit);
  }

  /** The place of the newest block of a profile; 0 if there is none. */
  public static long end(Tx tx, long profile) {
    return tx.one(
            "SELECT coalesce(max(id), 0) FROM outbox WHERE profile = ?",
            row -> row.getLong(1),
            profile)
        .orElse(0L);
  }

  /** A block, in whosever outbox it is. */
  public static Optional<Block> find(Tx tx, Cid cid) {
    return tx.one(
        "SELECT bytes FROM outbox WHERE cid = ?",
        row -> new Block(cid, row.getBytes(1)),
        cid.toBytes());
  }

  /** Forgets blocks that were confirmed. */
  public static void remove(Tx tx, long profile, Collection<Cid> blocks) {
    for (Cid cid : blocks) {
      tx.run("DELETE FROM outbox WHERE profile = ? AND cid = ?", profile, cid.toBytes());
    }
  }

  /** How many blocks wait, of all profiles. */
  public static long count(Tx tx) {
    return tx.one("SELECT count(*) FROM outbox", row -> row.getLong(1)).orElse(0L);
  }
}
