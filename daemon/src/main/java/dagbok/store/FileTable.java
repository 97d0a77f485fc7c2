package dagbok.store;

import dagbok.cid.Cid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that posts name: contents that are too large for a pack. */
public final class FileTable {
  private FileTable() {}

  /**
   * Which files of a profile are wanted.
   *
   * @param most bytes that each may have, as its post says
   * @param since the place in feeds of the oldest post, in seconds since 1970
   * @param height of the lowest entry
   */
  public record Wish(long profile, long most, long since, long height) {}

  /** The wanted files that fit into {@code room} bytes, those of the newest posts first. */
  public static Map<Cid, Long> newest(Tx tx, Wish wish, long room) {
    List<Map.Entry<Cid, Long>> wanted =
        tx.all(
            "SELECT file.cid, file.size FROM post JOIN file ON file.post = post.id"
                + " WHERE post.profile = ? AND post.sort >= ? AND post.height >= ?"
                + " AND file.size <= ? ORDER BY post.sort DESC, post.height DESC, post.id DESC",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), row.getLong(2)),
            wish.profile(),
            wish.since(),
            wish.height(),
            wish.most());
    Map<Cid, Long> chosen = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<Cid, Long> file : wanted) {
      boolean isNew = !chosen.containsKey(file.getKey());
      bytes += isNew ? file.getValue() : 0;
      if (bytes > room) {
        break;
      }
      chosen.merge(file.getKey(), file.getValue(), Math::max);
    }
    return chosen;
  }

  /**
   * How many files there are, each once, and what they take, as their posts say.
   *
   * @param bytes of all of them
   */
  public record Total(long files, long bytes) {}

  /** What all wanted files come to. */
  public static Total total(Tx tx, Wish wish) {
    return tx.one(
            "SELECT count(*), total(size) FROM (SELECT max(file.size) AS size FROM post"
                + " JOIN file ON file.post = post.id WHERE post.profile = ? AND post.sort >= ?"
                + " AND post.height >= ? AND file.size <= ? GROUP BY file.cid)",
            row -> new Total(row.getLong(1), (long) row.getDouble(2)),
            wish.profile(),
            wish.since(),
            wish.height(),
            wish.most())
        .orElseThrow();
  }
}
