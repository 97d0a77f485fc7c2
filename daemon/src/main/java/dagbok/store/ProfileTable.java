package dagbok.store;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The profiles that this daemon holds. */
public final class ProfileTable {
  private static final String COLUMNS =
      "id, root, own, in_use,"
          + " (SELECT min(since) FROM following WHERE following.profile = profile.id), peers";

  private ProfileTable() {}

  /**
   * A held profile. {@code followed}: since when the first of one's own follows it, in seconds
   * since 1970; {@code peers}: addresses to try first.
   */
  public record Row(
      long id,
      ProfileId profile,
      boolean own,
      boolean inUse,
      Optional<Long> followed,
      List<String> peers) {
    private static Row of(ResultSet row) throws SQLException {
      long followed = row.getLong(5);
      boolean isFollowed = !row.wasNull();
      String peers = row.getString(6);
      return new Row(
          row.getLong(1),
          new ProfileId(Cid.ofBytes(row.getBytes(2))),
          row.getBoolean(3),
          row.getBoolean(4),
          isFollowed ? Optional.of(followed) : Optional.empty(),
          peers.isEmpty() ? List.of() : List.of(peers.split("\n", -1)));
    }
  }

  /** The row of a profile, made if there is none. */
  public static Row ensure(Tx tx, ProfileId profile) {
    tx.run(
        "INSERT INTO profile (root, own) VALUES (?, 0) ON CONFLICT DO NOTHING",
        profile.root().toBytes());
    return find(tx, profile).orElseThrow();
  }

  /** The row of a profile. */
  public static Optional<Row> find(Tx tx, ProfileId profile) {
    return tx.one(
        "SELECT " + COLUMNS + " FROM profile WHERE root = ?", Row::of, profile.root().toBytes());
  }

  /** All of them, in the order in which they came. */
  public static List<Row> all(Tx tx) {
    return tx.all("SELECT " + COLUMNS + " FROM profile ORDER BY id", Row::of);
  }

  /** One's own, in the order in which they came. */
  public static List<Row> own(Tx tx) {
    return tx.all("SELECT " + COLUMNS + " FROM profile WHERE own = 1 ORDER BY id", Row::of);
  }

  /** Says that a profile is one's own. */
  public static void own(Tx tx, long id) {
    tx.run("UPDATE profile SET own = 1 WHERE id = ?", id);
  }

  /** Puts one profile in use, and no other. What was followed without one, it follows. */
  public static void use(Tx tx, long id) {
    tx.run("UPDATE profile SET in_use = (id = ?)", id);
    FollowingTable.adopt(tx, id);
  }

  /** The profile of one's own that is in use. */
  public static Optional<Row> inUse(Tx tx) {
    return tx.one("SELECT " + COLUMNS + " FROM profile WHERE own = 1 AND in_use = 1", Row::of);
  }

  /** Says where a profile can be had. */
  public static void locate(Tx tx, long id, List<String> peers) {
    tx.run("UPDATE profile SET peers = ? WHERE id = ?", String.join("\n", peers), id);
  }

  /** Says where a profile of one's own can be had; nobody follows it any more. */
  public static void meet(Tx tx, long id, List<String> peers) {
    locate(tx, id, peers);
    FollowingTable.clear(tx, id);
  }

  /** What of a followed profile is kept, in the words of whoever chose it; empty: everything. */
  public static String policy(Tx tx, long id) {
    return tx.one("SELECT policy FROM profile WHERE id = ?", row -> row.getString(1), id)
        .orElse("");
  }

  /** Says what of a followed profile is kept. */
  public static void choosePolicy(Tx tx, long id, String policy) {
    tx.run("UPDATE profile SET policy = ? WHERE id = ?", policy, id);
  }

  /** Whether strangers are told of a profile. */
  public static boolean isFindable(Tx tx, long id) {
    return tx.one("SELECT 1 FROM profile WHERE id = ? AND findable = 1", row -> true, id)
        .isPresent();
  }

  /** Says whether strangers are told of a profile. */
  public static void findable(Tx tx, long id, boolean findable) {
    tx.run("UPDATE profile SET findable = ? WHERE id = ?", findable ? 1 : 0, id);
  }

  /** Forgets a profile and all rows that belong to it. */
  public static void forget(Tx tx, long id) {
    tx.run("DELETE FROM profile WHERE id = ?", id);
  }
}
