package dagbok.store;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The small contents of one profile, and which entries need which, as one transaction sees it. */
final class ContentTable {
  private final Tx tx;
  private final long profile;
  private final Absences<Long> absent;
  private final Absences<Cid> needs;

  ContentTable(Tx tx, long profile) {
    this.tx = tx;
    this.profile = profile;
    this.absent = Absences.ofKeys(tx, "content", "cid_key");
    this.needs = Absences.ofCids(tx, "need", "cid");
  }

  /** Says what will be looked for. */
  void expect(Collection<Cid> contents) {
    absent.ask(contents);
    needs.ask(contents);
  }

  Optional<Block> find(Cid content) {
    return tx.one(
            "SELECT bytes FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
            row -> row.getBytes(1),
            ProfileState.key(content),
            profile,
            content.toBytes())
        .map(bytes -> new Block(content, bytes));
  }

  long length(Cid content) {
    if (absent.has(content)) {
      return -1;
    }
    return tx.one(
            "SELECT length(bytes) FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
            row -> row.getLong(1),
            ProfileState.key(content),
            profile,
            content.toBytes())
        .orElse(-1L);
  }

  void put(Block content) {
    absent.end(content.cid());
    tx.run(
        "INSERT INTO content (profile, cid_key, cid, bytes) VALUES (?, ?, ?, ?)",
        profile,
        ProfileState.key(content.cid()),
        content.cid().toBytes(),
        content.bytes());
  }

  void remove(Cid content) {
    tx.run(
        "DELETE FROM content WHERE cid_key = ? AND +profile = ? AND cid = ?",
        ProfileState.key(content),
        profile,
        content.toBytes());
  }

  /** Notes that an entry needs a content. */
  void need(Cid content, long id) {
    needs.end(content);
    tx.run(
        "INSERT INTO need (cid, entry) VALUES (?, ?) ON CONFLICT DO NOTHING",
        content.toBytes(),
        id);
  }

  void unneed(Cid content, long id) {
    tx.run("DELETE FROM need WHERE cid = ? AND entry = ?", content.toBytes(), id);
  }

  /** The first entries that need a content. */
  List<Long> needing(Cid content, int limit) {
    if (needs.has(content)) {
      return List.of();
    }
    return tx.all(
        "SELECT entry FROM need JOIN entry ON entry.id = need.entry"
            + " WHERE need.cid = ? AND +entry.profile = ? ORDER BY entry LIMIT ?",
        row -> row.getLong(1),
        content.toBytes(),
        profile,
        limit);
  }
}
