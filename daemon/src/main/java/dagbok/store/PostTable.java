package dagbok.store;

import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The index that feeds are read from: the live entries that people see. */
public final class PostTable {
  /** How many entries are asked what a content is. */
  private static final int MAX_CLAIMS = 64;

  private PostTable() {}

  /** A content as a post names it. */
  public record MediaRow(Cid cid, String mime, Optional<String> name, long size) {
    private static MediaRow of(Content content) {
      return new MediaRow(content.link(), content.mime(), content.name(), content.size());
    }
  }

  /**
   * A post to be added; its entry is here. {@code sort}: what feeds are ordered by, in seconds
   * since 1970, and {@code height} within one second.
   *
   * @param files the contents that are too large for a pack
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
      List<Content> files) {}

  /** A post's place in feeds, and whether the IPFS node has all of it. */
  public record Row(long profile, Cid entry, boolean saved, Rank rank) {
    private static final String COLUMNS =
        "post.profile, entry.cid, post.saved, post.sort, post.height, post.id";

    private static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getLong(1),
          Cid.ofBytes(row.getBytes(2)),
          row.getBoolean(3),
          new Rank(row.getLong(4), row.getLong(5), row.getLong(6)));
    }
  }

  /**
   * Where a post stands in feeds: by time, within one second by height, then as they came.
   *
   * @param sort in seconds since 1970
   */
  public record Rank(long sort, long height, long id) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      return Comparator.comparingLong(Rank::sort)
          .thenComparingLong(Rank::height)
          .thenComparingLong(Rank::id)
          .compare(this, other);
    }
  }

  /**
   * Which posts a feed wants: of one profile or of all but some. {@code limit} below 0: all.
   *
   * @param without profiles whose posts it does not want
   */
  public record Query(
      Optional<Long> profile,
      Set<Long> without,
      Optional<Rank> before,
      Optional<String> tag,
      int limit) {
    public Query {
      without = Set.copyOf(without);
    }
  }

  /** The kinds that feeds do not show. */
  private static final List<String> HIDDEN_KINDS = List.of("profile", "like", "edit", "notice");

  /** Whether feeds show entries of a kind. */
  public static boolean isInFeeds(String kind) {
    return !HIDDEN_KINDS.contains(kind);
  }

  private static final String ENTRY =
      "(SELECT id FROM entry WHERE cid_key = ? AND +profile = ? AND cid = ?)";

  /** Adds a post; nothing happens if it is there. */
  public static void add(Tx tx, NewRow post) {
    byte[] entry = post.entry().toBytes();
    long key = ProfileState.key(post.entry());
    int added =
        tx.run(
            "INSERT INTO post (id, profile, kind, time, sort, height, stream, saved)"
                + " SELECT id, profile, ?, ?, ?, ?, ?, ? FROM entry"
                + " WHERE cid_key = ? AND +profile = ? AND cid = ? ON CONFLICT DO NOTHING",
            post.kind(),
            post.time(),
            post.sort(),
            post.height(),
            post.stream().orElse(null),
            post.saved(),
            key,
            post.profile(),
            entry);
    if (added == 0) {
      return;
    }
    tag(tx, post.profile(), post.entry(), post.tags());
    for (Content file : post.files()) {
      tx.run(
          "INSERT INTO file (cid, size, post) VALUES (?, ?, " + ENTRY + ") ON CONFLICT DO NOTHING",
          file.link().toBytes(),
          file.size(),
          key,
          post.profile(),
          entry);
    }
  }

  private static void tag(Tx tx, long profile, Cid entry, List<String> tags) {
    for (String tag : tags) {
      tx.run(
          "INSERT INTO post_tag (tag, post) VALUES (?, " + ENTRY + ") ON CONFLICT DO NOTHING",
          tag,
          ProfileState.key(entry),
          profile,
          entry.toBytes());
    }
  }

  /** Gives a post other tags. */
  public static void retag(Tx tx, long profile, Cid entry, List<String> tags) {
    tx.run(
        "DELETE FROM post_tag WHERE post = " + ENTRY,
        ProfileState.key(entry),
        profile,
        entry.toBytes());
    tag(tx, profile, entry, tags);
  }

  /** Takes a post away. */
  public static void remove(Tx tx, long profile, Cid entry) {
    tx.run(
        "DELETE FROM post WHERE id = " + ENTRY, ProfileState.key(entry), profile, entry.toBytes());
  }

  /** One post. */
  public static Optional<Row> find(Tx tx, Cid entry) {
    return tx.one(
        "SELECT "
            + Row.COLUMNS
            + " FROM entry JOIN post USING (id) WHERE entry.cid_key = ? AND entry.cid = ?",
        Row::of,
        ProfileState.key(entry),
        entry.toBytes());
  }

  /** Posts of the kinds that feeds show, newest first. */
  public static List<Row> feed(Tx tx, Query query) {
    Optional<Rank> before = query.before();
    return tx.all(
        "SELECT "
            + Row.COLUMNS
            + " FROM post CROSS JOIN entry USING (id) WHERE post.kind NOT IN ('"
            + String.join("', '", HIDDEN_KINDS)
            + "') AND (?1 IS NULL OR post.profile = ?1)"
            + " AND (?2 IS NULL OR (post.sort, post.height, post.id) < (?2, ?3, ?4))"
            + " AND (?5 IS NULL OR post.id IN (SELECT post FROM post_tag WHERE tag = ?5))"
            + " AND (?7 IS NULL OR post.profile NOT IN (SELECT value FROM json_each(?7)))"
            + " ORDER BY post.sort DESC, post.height DESC, post.id DESC LIMIT ?6",
        Row::of,
        query.profile().orElse(null),
        before.map(Rank::sort).orElse(null),
        before.map(Rank::height).orElse(null),
        before.map(Rank::id).orElse(null),
        query.tag().orElse(null),
        query.limit(),
        query.without().isEmpty() ? null : query.without().toString()); // [1, 2], as in JSON
  }

  /** What live entries say of a content, those of one's own profiles first, then as they came. */
  public static List<MediaRow> media(Tx tx, Cid cid) {
    return tx
        .all(
            "SELECT item.payload FROM (SELECT post.id, profile.own FROM need"
                + " JOIN post ON post.id = need.entry JOIN profile ON profile.id = post.profile"
                + " WHERE need.cid = ? ORDER BY profile.own DESC, post.id LIMIT ?) AS claim"
                + " JOIN item USING (id) ORDER BY claim.own DESC, claim.id",
            row -> row.getBytes(1),
            cid.toBytes(),
            MAX_CLAIMS)
        .stream()
        .flatMap(payload -> named(payload, cid))
        .toList();
  }

  private static Stream<MediaRow> named(byte[] payload, Cid cid) {
    try {
      return Payload.decode(payload).contents().stream()
          .filter(content -> content.link().equals(cid))
          .map(MediaRow::of);
    } catch (SchemaException e) {
      throw new IllegalStateException("the store holds a payload that is none", e);
    }
  }

  /** Whether a post that the IPFS node has not confirmed names a content. */
  public static boolean isUnsaved(Tx tx, Cid content) {
    return tx.one(
            "SELECT 1 FROM need JOIN post ON post.id = need.entry"
                + " WHERE need.cid = ? AND post.saved = 0 LIMIT 1",
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
                        "UPDATE post SET saved = 1 WHERE saved = 0 AND id = " + ENTRY,
                        ProfileState.key(entry),
                        profile,
                        entry.toBytes())
                    > 0)
        .toList();
  }

  /** Up to {@code limit} posts of a profile that claim to be written before a time. */
  public static List<Cid> before(Tx tx, long profile, long time, int limit) {
    return tx.all(
        "SELECT entry.cid FROM post JOIN entry USING (id) WHERE post.profile = ?"
            + " AND post.kind = 'post' AND post.time < ? ORDER BY post.height LIMIT ?",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        time,
        limit);
  }

  /** The entries of a profile with this kind, which is not {@code post}. */
  public static List<Cid> ofKind(Tx tx, long profile, String kind) {
    return tx.all(
        "SELECT entry.cid FROM post JOIN entry USING (id)"
            + " WHERE post.profile = ? AND post.kind = ? AND post.kind <> 'post'",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile,
        kind);
  }

  /** The posts of a profile that the IPFS node has not confirmed. */
  public static List<Cid> unsaved(Tx tx, long profile) {
    return tx.all(
        "SELECT entry.cid FROM post JOIN entry USING (id)"
            + " WHERE post.profile = ? AND post.saved = 0 ORDER BY post.id",
        row -> Cid.ofBytes(row.getBytes(1)),
        profile);
  }

  /** A post's profile, and the time that it claims. */
  public record Dated(long profile, long time) {}

  /** The newest posts, in the order of feeds. */
  public static List<Dated> newest(Tx tx, int limit) {
    return tx.all(
        "SELECT profile, time FROM post ORDER BY sort DESC, height DESC, id DESC LIMIT ?",
        row -> new Dated(row.getLong(1), row.getLong(2)),
        limit);
  }
}
