package dagbok.dag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** The rows that something happened to since all was settled, each with how it was then. */
final class Touched {
  /**
   * How a row was.
   *
   * @param isNew whether it was not there, and all else is false
   * @param standing how it stood; of a new one without meaning
   * @param hadBytes whether its payload was there
   */
  record Before(
      boolean isNew, Standing standing, boolean hadBytes, boolean needsContents, boolean kept) {
    boolean isLive() {
      return !isNew && standing == Standing.LIVE;
    }

    boolean isVoid() {
      return !isNew && standing == Standing.VOID;
    }
  }

  private final Rows rows;
  private final Map<Long, Before> before = new LinkedHashMap<>();

  Touched(Rows rows) {
    this.rows = rows;
  }

  /** Notes how a row is, unless it was touched before. */
  void add(EntryRow row) {
    before.computeIfAbsent(
        row.id(),
        id ->
            rows.isFresh(row)
                ? new Before(true, row.standing, false, false, false)
                : new Before(
                    false,
                    row.standing,
                    row.bytes != EntryRow.Bytes.ABSENT,
                    row.needsContents(),
                    row.isKept()));
    rows.change(row);
  }

  /** Whether contents are noted as needed by a row that was touched. */
  boolean neededContents(EntryRow row) {
    Before was = before.get(row.id());
    return was != null && was.needsContents();
  }

  /** Notes that they are no longer. */
  void forgetNeeds(EntryRow row) {
    before.computeIfPresent(
        row.id(),
        (id, was) -> new Before(was.isNew(), was.standing(), was.hadBytes(), false, was.kept()));
  }

  /** Those touched so far. */
  List<Long> ids() {
    return new ArrayList<>(before.keySet());
  }

  void forEach(BiConsumer<EntryRow, Before> each) {
    before.forEach((id, was) -> each.accept(rows.get(id), was));
  }

  void clear() {
    before.clear();
  }
}
