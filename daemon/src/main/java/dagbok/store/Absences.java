package dagbok.store;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Keys that one table was asked for all at once and does not have, so that nobody asks for them one
 * by one. Of one transaction.
 */
final class Absences {
  private static final int ASKED_AT_ONCE = 500;
  private static final String PLACES = String.join(",", Collections.nCopies(ASKED_AT_ONCE, "?"));

  private final Tx tx;
  private final String sql;
  private final Set<Long> absent = new HashSet<>();

  /** {@code table} has a column {@code column} of keys. */
  Absences(Tx tx, String table, String column) {
    this.tx = tx;
    this.sql = "SELECT " + column + " FROM " + table + " WHERE " + column + " IN (" + PLACES + ")";
  }

  /** Asks for many. */
  void ask(Collection<Cid> cids) {
    List<Long> keys = cids.stream().map(ProfileState::key).sorted().distinct().toList();
    absent.addAll(keys);
    for (int from = 0; from < keys.size(); from += ASKED_AT_ONCE) {
      List<Long> some =
          new ArrayList<>(keys.subList(from, Math.min(keys.size(), from + ASKED_AT_ONCE)));
      some.addAll(Collections.nCopies(ASKED_AT_ONCE - some.size(), some.get(0)));
      tx.all(sql, row -> row.getLong(1), some.toArray()).forEach(absent::remove);
    }
  }

  /** Whether a key is known not to be there. */
  boolean has(Cid cid) {
    return !absent.isEmpty() && absent.contains(ProfileState.key(cid));
  }

  /** Notes that a key came. */
  void end(Cid cid) {
    if (!absent.isEmpty()) {
      absent.remove(ProfileState.key(cid));
    }
  }
}
