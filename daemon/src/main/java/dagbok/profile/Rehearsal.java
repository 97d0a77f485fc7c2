package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.dag.Place;
import dagbok.schema.PackRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a change of a set would come to.
 *
 * @param nodes that come out other than before, in whose place others stand
 * @param packs that others take the place of
 * @param newPacks that come
 * @param newPackBytes of those
 * @param before the snapshot as it is
 * @param after the one that there would be
 */
public record Rehearsal(
    long nodes,
    long packs,
    long newPacks,
    long newPackBytes,
    Optional<Cid> before,
    Optional<Cid> after) {

  /** Nothing of it is kept: carries the result out of a transaction that is rolled back. */
  static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1L;

    final transient Rehearsal result;

    Over(Rehearsal result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  /**
   * Makes changes, and looks at what became of them; all of it is to be rolled back. Each change
   * gives where nodes came out other than before.
   */
  static Rehearsal of(History history, List<Supplier<List<Place>>> changes) {
    List<PackRef> before = history.packs();
    Optional<Cid> snapshot = history.room().map(room -> room.cid());
    Set<Place> rewritten = new HashSet<>();
    changes.forEach(change -> rewritten.addAll(change.get()));
    while (!history.hasAllNodes()) {
      rewritten.addAll(history.settle().rewritten());
    }
    List<PackRef> after = history.packs();
    Set<PackRef> kept = new HashSet<>(before);
    kept.retainAll(after);
    return new Rehearsal(
        rewritten.size(),
        before.size() - kept.size(),
        after.size() - kept.size(),
        after.stream().filter(pack -> !kept.contains(pack)).mapToLong(PackRef::bytes).sum(),
        snapshot,
        history.room().map(room -> room.cid()));
  }
}
