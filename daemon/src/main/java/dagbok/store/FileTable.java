package dagbok.store;

import dagbok.cid.Cid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files that posts name: contents that do not travel in a pack. */
public final class FileTable {
  /** The most that are chosen one by one. */
  public static final int MAX_FILES = 200_000;

  private static final String WANTED =
      " WHERE post.profile = ? AND post.sort >= ? AND post.height >= ?";

  private FileTable() {}

  /**
   * Which files of a profile are wanted.
   *
   * @param most bytes that each may have, as its post says
   * @param since the place in feeds of the oldest post, in seconds since 1970
   * @param height of the lowest entry
   */
  public record Wish(long profile, long most, long since, long height) {}

  /**
   * The wanted files that fit into {@code room} bytes, those of the newest posts first; at most
   * {@link #MAX_FILES}. One that is larger than all of it is left out.
   */
  public static Map<Cid, Long> newest(Tx tx, Wish wish, long room) {
    List<Map.Entry<Cid, Long>> wanted =
        tx.all(
            "SELECT file.cid, max(file.size) FROM post JOIN file ON file.post = post.id"
                + WANTED
                + " GROUP BY file.cid HAVING max(file.size) <= ?"
                + " ORDER BY max(post.sort) DESC, max(post.height) DESC, max(post.id) DESC LIMIT ?",
            row -> Map.entry(Cid.ofBytes(row.getBytes(1)), row.getLong(2)),
            wish.profile(),
            wish.since(),
            wish.height(),
            Math.min(wish.most(), room),
            MAX_FILES);
    Map<Cid, Long> chosen = new LinkedHashMap<>();
    long bytes = 0;
    for (Map.Entry<Cid, Long> file : wanted) {
      bytes += file.getValue();
      if (bytes > room) {
        break;
      }
      chosen.put(file.getKey(), file.getValue());
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
                + " JOIN file ON file.post = post.id"
                + WANTED
                + " GROUP BY file.cid HAVING max(file.size) <= ?)",
            row -> new Total(row.getLong(1), (long) row.getDouble(2)),
            wish.profile(),
            wish.since(),
            wish.height(),
            wish.most())
        .orElseThrow();
  }
}
