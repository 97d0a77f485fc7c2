package dagbok.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which profiles each of one's own follows. Without a profile in use one follows too, as nobody:
 * then {@code own} is empty, until a profile is put in use and takes that over.
 */
public final class FollowingTable {
  private static final String COLUMNS = "own, profile, since, stream, tag";

  private FollowingTable() {}

  /**
   * That one's own profile follows another, by their rows. {@code since}: in seconds since 1970.
   */
  public record Row(
      Optional<Long> own, long profile, long since, Optional<String> stream, Optional<String> tag) {
    private static Row of(ResultSet row) throws SQLException {
      long own = row.getLong(1);
      boolean isNobody = row.wasNull();
      return new Row(
          isNobody ? Optional.empty() : Optional.of(own),
          row.getLong(2),
          row.getLong(3),
          Optional.ofNullable(row.getString(4)),
          Optional.ofNullable(row.getString(5)));
    }
  }

  /** Follows, or changes how; since when stays. */
  public static void follow(Tx tx, Row row) {
    tx.run(
        "INSERT INTO following ("
            + COLUMNS
            + ") VALUES (?, ?, ?, ?, ?) ON CONFLICT (profile, coalesce(own, 0))"
            + " DO UPDATE SET stream = excluded.stream, tag = excluded.tag",
        row.own().orElse(null),
        row.profile(),
        row.since(),
        row.stream().orElse(null),
        row.tag().orElse(null));
  }

  /** Follows no more; whether it did. */
  public static boolean unfollow(Tx tx, Optional<Long> own, long profile) {
    return tx.run("DELETE FROM following WHERE own IS ? AND profile = ?", own.orElse(null), profile)
        > 0;
  }

  /** Nobody follows this profile any more. */
  public static void clear(Tx tx, long profile) {
    tx.run("DELETE FROM following WHERE profile = ?", profile);
  }

  /** All of it. */
  public static List<Row> all(Tx tx) {
    return tx.all("SELECT " + COLUMNS + " FROM following ORDER BY id", Row::of);
  }

  /** Who follows a profile. */
  public static List<Row> to(Tx tx, long profile) {
    return tx.all(
        "SELECT " + COLUMNS + " FROM following WHERE profile = ? ORDER BY id", Row::of, profile);
  }

  /** What nobody in particular follows, one's own profile does from now on. */
  static void adopt(Tx tx, long own) {
    tx.run("UPDATE OR REPLACE following SET own = ? WHERE own IS NULL", own);
  }

  /** What nobody in particular follows, all of one's own profiles do, if there are any. */
  public static void share(Tx tx) {
    tx.run(
        "INSERT INTO following (own, profile, since, stream, tag) SELECT profile.id,"
            + " following.profile, since, stream, tag FROM following JOIN profile"
            + " ON profile.own = 1 WHERE following.own IS NULL ON CONFLICT DO NOTHING");
    tx.run(
        "DELETE FROM following WHERE own IS NULL AND EXISTS (SELECT 1 FROM profile WHERE own = 1)");
  }

  /**
   * The profiles whose posts are for others of one's own: these themselves, and those that only
   * they follow. What nobody follows is for all.
   */
  public static Set<Long> hiddenFrom(Tx tx, Optional<Long> own) {
    return tx
        .all(
            "SELECT id FROM profile WHERE (own = 1 AND id IS NOT ?1) OR (own = 0"
                + " AND id IN (SELECT profile FROM following)"
                + " AND id NOT IN (SELECT profile FROM following WHERE own IS ?1))",
            row -> row.getLong(1),
            own.orElse(null))
        .stream()
        .collect(Collectors.toUnmodifiableSet());
  }
}
