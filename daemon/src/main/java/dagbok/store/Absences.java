package dagbok.store;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What one table was asked for all at once and does not have, so that nobody asks for it one by
 * one. Of one transaction.
 *
 * @param <K> how the table names what it has
 */
final class Absences<K extends Comparable<K>> {
  private static final int ASKED_AT_ONCE = 500;
  private static final String PLACES = String.join(",", Collections.nCopies(ASKED_AT_ONCE, "?"));

  private final Tx tx;
  private final String sql;
  private final Function<Cid, K> key;
  private final Function<K, Object> argument;
  private final Tx.RowMapper<K> mapper;
  private final Set<K> absent = new HashSet<>();

  private Absences(
      Tx tx,
      String table,
      String column,
      Function<Cid, K> key,
      Function<K, Object> argument,
      Tx.RowMapper<K> mapper) {
    this.tx = tx;
    this.sql =
        "SELECT DISTINCT "
            + column
            + " FROM "
            + table
            + " WHERE "
            + column
            + " IN ("
            + PLACES
            + ")";
    this.key = key;
    this.argument = argument;
    this.mapper = mapper;
  }

  /** Of a table whose {@code column} has the first bytes of CIDs. */
  static Absences<Long> ofKeys(Tx tx, String table, String column) {
    return new Absences<>(tx, table, column, ProfileState::key, k -> k, row -> row.getLong(1));
  }

  /** Of a table whose {@code column} has CIDs. */
  static Absences<Cid> ofCids(Tx tx, String table, String column) {
    return new Absences<>(
        tx, table, column, cid -> cid, Cid::toBytes, row -> Cid.ofBytes(row.getBytes(1)));
  }

  /** Asks for many. */
  void ask(Collection<Cid> cids) {
    List<K> keys = cids.stream().map(key).sorted().distinct().toList();
    absent.addAll(keys);
    for (int from = 0; from < keys.size(); from += ASKED_AT_ONCE) {
      List<K> some =
          new ArrayList<>(keys.subList(from, Math.min(keys.size(), from + ASKED_AT_ONCE)));
      some.addAll(Collections.nCopies(ASKED_AT_ONCE - some.size(), some.get(0)));
      tx.all(sql, mapper, some.stream().map(argument).toArray()).forEach(absent::remove);
    }
  }

  /** Whether something is known not to be there. */
  boolean has(Cid cid) {
    return !absent.isEmpty() && absent.contains(key.apply(cid));
  }

  /** Notes that it came. */
  void end(Cid cid) {
    if (!absent.isEmpty()) {
      absent.remove(key.apply(cid));
    }
  }
}
