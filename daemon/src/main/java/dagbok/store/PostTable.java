package dagbok.store;

import dagbok.cid.Cid;
import dagbok.schema.Payload;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The index that feeds are read from: the live entries that people see. */
public final class PostTable {
  /** How many entries are asked what a content is. */
  private static final int MAX_CLAIMS = 64;

  private PostTable() {}

  /** A content that a post names. */
  public record MediaRow(Cid cid, String mime, Optional<String> name, long size) {
    private static MediaRow of(ResultSet row) throws SQLException {
      return new MediaRow(
          Cid.ofBytes(row.getBytes(1)),
          row.getString(2),
          Optional.ofNullable(row.getString(3)),
          row.getLong(4));
    }
  }

  /**
   * A row to be added. {@code sort}: what feeds are ordered by, in seconds since 1970, and {@code
   * height} within one second.
   */
  public record NewRow(
      long profile,
      Cid entry,
      String kind,
      long time,
      long sort,
      long height,
      Optional<String> stream,
      boolean saved,
      List<String> tags,
      List<MediaRow> media) {}

  /** A post's place in feeds, and whether the IPFS node has all of it. */
  public record Row(long profile, Cid entry, boolean saved) {
    private static Row of(ResultSet row) throws SQLException {
      return new Row(row.getLong(1), Cid.ofBytes(row.getBytes(2)), row.getBoolean(3));
    }
  }

  /** Which posts a feed wants. {@code limit} below 0: all. */
  public record Query(
      Optional<Long> profile, Optional<Cid> before, Optional<String> tag, int limit) {}

  /** Adds a post; nothing happens if it is there. */
  public static void add(Tx tx, NewRow post) {
    int added =
        tx.run(
            "INSERT INTO post (profile, entry, kind, time, sort, height, stream, saved)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
            post.profile(),
            post.entry().toBytes(),
            post.kind(),
            post.time(),
            post.sort(),
            post.height(),
            post.stream().orElse(null),
            post.saved());
    if (added == 0) {
      return;
    }
    long id = tx.one("SELECT last_insert_rowid()", row -> row.getLong(1)).orElseThrow();
    for (String tag : post.tags()) {
      tx.run("INSERT INTO post_tag (post, tag) VALUES (?, ?) ON CONFLICT DO NOTHING", id, tag);
    }
    for (MediaRow media : post.media()) {
      tx.run(
          "INSERT INTO media (post, cid, mime, name, size) VALUES (?, ?, ?, ?, ?)"
              + " ON CONFLICT DO NOTHING",
          id,
          media.cid().toBytes(),
          media.mime(),
          media.name().orElse(null),
          media.size());
    }
  }

  /** Takes a post away. */
  public static void remove(Tx tx, Cid entry) {
    tx.run("DELETE FROM post WHERE entry = ?", entry.toBytes());
  }

  /** One post. */
  public static Optional<Row> find(Tx tx, Cid entry) {
    return tx.one(
        "SELECT profile, entry, saved FROM post WHERE entry = ?", Row::of, entry.toBytes());
  }

  /** Posts of the kinds that feeds show, newest first. */
  public static List<Row> feed(Tx tx, Query query) {
    byte[] before = query.before().map(Cid::toBytes).orElse(null);
    return tx.all(
        "SELECT profile, entry, saved FROM post WHERE kind NOT IN ('profile', 'like', 'edit', 'notice')"
            + " AND (?1 IS NULL OR profile = ?1)"
            + " AND (?2 IS NULL OR (sort, height, entry)"
            + " < (SELECT sort, height, entry FROM post WHERE entry = ?2))"
            + " AND (?3 IS NULL OR id IN (SELECT post FROM post_tag WHERE tag = ?3))"
            + " ORDER BY sort DESC, height DESC, entry DESC LIMIT ?4",
        Row::of,
        query.profile().orElse(null),
        before,
        query.tag().orElse(null),
        query.limit());
  }

  /** What live entries say of a content, those of one's own profiles first, then as they came. */
  public static List<MediaRow> media(Tx tx, Cid cid) {
    return tx.all(
        "SELECT media.cid, media.mime, media.name, media.size FROM media"
            + " JOIN post ON post.id = media.post JOIN profile ON profile.id = post.profile"
            + " WHERE media.cid = ?1 ORDER BY profile.own DESC, post.id LIMIT ?2",
        MediaRow::of,
        cid.toBytes(),
        MAX_CLAIMS);
  }

  /** Whether a post that the IPFS node has not confirmed names a content. */
  public static boolean isUnsaved(Tx tx, Cid content) {
    return tx.one(
            "SELECT 1 FROM media JOIN post ON post.id = media.post"
                + " WHERE media.cid = ? AND post.saved = 0",
            row -> true,
            content.toBytes())
        .isPresent();
  }

  /** Says that the IPFS node has these posts of a profile; which ones that was news for. */
  public static List<Cid> saved(Tx tx, long profile, List<Cid> entries) {
    return entries.stream()
        .filter(
            entry ->
                tx.run(
                        "UPDATE post SET saved = 1 WHERE profile = ? AND entry = ? AND saved = 0",
                        profile,
                        entry.toBytes())
                    > 0)
        .toList();
  }

  /** The entries of a profile with this kind, which is not {@code post}. */
  public static List<Cid> ofKind(Tx tx, long profile, String kind) {
    return tx.all(
        "SELECT entry FROM post WHERE profile = ? AND kind = ? AND kind <> 'post'",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        kind);
  }

  /** What the files that a profile's live entries name take, as they say, each once. */
  public static long fileBytes(Tx tx, long profile) {
    return tx.one(
            "SELECT total(size) FROM (SELECT max(media.size) AS size FROM media"
                + " JOIN post ON post.id = media.post WHERE post.profile = ? AND media.size > ?"
                + " GROUP BY media.cid)",
            row -> (long) row.getDouble(1),
            profile,
            Payload.MAX_PACKED_BYTES)
        .orElse(0L);
  }

  /** The posts of a profile that the IPFS node has not confirmed. */
  public static List<Cid> unsaved(Tx tx, long profile) {
    return tx.all(
        "SELECT entry FROM post WHERE profile = ? AND saved = 0 ORDER BY id",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile);
  }

  /** A post's profile, and the time that it claims. */
  public record Dated(long profile, long time) {}

  /** The newest posts, in the order of feeds. */
  public static List<Dated> newest(Tx tx, int limit) {
    return tx.all(
        "SELECT profile, time FROM post ORDER BY sort DESC, height DESC, entry DESC LIMIT ?",
        row -> new Dated(row.getLong(1), row.getLong(2)),
        limit);
  }
}
