package dagbok.dag;

import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * {@code live} and {@code kept}, for the rows that something happened to and those that this
 * concerns: whose descendants became kept or no longer are.
 */
final class Standings {
  private final Rows rows;
  private final State state;
  private final Contents contents;
  private final Touched touched;
  private final Revocations revocations;

  Standings(Rows rows, State state, Contents contents, Touched touched) {
    this.rows = rows;
    this.state = state;
    this.contents = contents;
    this.touched = touched;
    this.revocations = new Revocations(rows, state, touched);
  }

  void settle() {
    revocations.settle();
    settleDeletes();
    for (Long id : touched.ids()) {
      EntryRow row = rows.get(id);
      stand(row, standing(row));
    }
    touched.forEach(this::settleNeeds);
    revocations.clear();
  }

  /** Counts the deletes that came to stand or no longer do, for what they name. */
  private void settleDeletes() {
    Map<Cid, Long> more = new HashMap<>();
    touched.forEach(
        (row, before) -> {
          if (row.facts().kind() == EntryRow.Kind.DELETE) {
            boolean counted = !before.isNew() && !before.isVoid();
            boolean counts = !revocations.isVoid(row);
            if (counted != counts) {
              named(row).forEach(cid -> more.merge(cid, counts ? 1L : -1L, Long::sum));
            }
          }
        });
    more.forEach(this::countDeletes);
  }

  private List<Cid> named(EntryRow delete) {
    Payload payload = rows.payload(delete).orElseThrow().value();
    try {
      return Control.of(payload.body())
          .filter(Control.Delete.class::isInstance)
          .map(control -> ((Control.Delete) control).entries())
          .orElseThrow();
    } catch (SchemaException e) {
      throw new IllegalStateException("a delete was accepted with a wrong payload", e);
    }
  }

  private void countDeletes(Cid entry, long more) {
    long before = state.deletes(entry);
    state.setDeletes(entry, before + more);
    if ((before == 0) == (before + more == 0)) {
      return;
    }
    EntryRow row = rows.find(entry);
    if (row != null) {
      touched.add(row);
    }
    state.editsOf(entry).forEach(edit -> touched.add(rows.get(edit)));
  }

  private Standing standing(EntryRow row) {
    if (revocations.isVoid(row)) {
      return Standing.VOID;
    }
    if (row.isControl()) {
      return Standing.LIVE;
    }
    Cid edits = row.edits;
    if (state.deletes(row.cid()) > 0 || (edits != null && state.deletes(edits) > 0)) {
      return Standing.DELETED;
    }
    return isComplete(row) ? Standing.LIVE : Standing.INCOMPLETE;
  }

  /** Whether the payload and all packed contents are there, in the length that the payload says. */
  private boolean isComplete(EntryRow row) {
    if (row.bytes != EntryRow.Bytes.HERE) {
      return false;
    }
    Payload payload = rows.payload(row).orElseThrow().value();
    for (Content content : payload.packing().packed()) {
      if (contents.length(content.link()) != content.size()) {
        return false;
      }
    }
    return true;
  }

  /** That a row became kept, or a cover, by 1, or no longer is, by -1. */
  private record Turn(EntryRow row, int kept, int cover) {}

  private void stand(EntryRow row, Standing standing) {
    Deque<Turn> turns = new ArrayDeque<>();
    change(row, turns, at -> at.standing = standing);
    while (!turns.isEmpty()) {
      spread(turns.pop(), turns);
    }
  }

  /** Tells those behind a row what it became. */
  private void spread(Turn turn, Deque<Turn> turns) {
    if (turn.kept != 0) {
      for (Long id : turn.row.behind()) {
        change(rows.get(id), turns, behind -> behind.followers += turn.kept);
      }
    }
    if (turn.cover != 0) {
      for (Long id : turn.row.parents()) {
        change(rows.get(id), turns, parent -> parent.covers += turn.cover);
      }
    }
  }

  private void change(EntryRow row, Deque<Turn> turns, Consumer<EntryRow> change) {
    touched.add(row);
    boolean wasKept = row.isKept();
    boolean wasCover = row.isCover();
    change.accept(row);
    int kept = Boolean.compare(row.isKept(), wasKept);
    int cover = Boolean.compare(row.isCover(), wasCover);
    if (kept != 0 || cover != 0) {
      turns.push(new Turn(row, kept, cover));
    }
  }

  /** Notes which contents an entry needs that did not before, and the other way round. */
  private void settleNeeds(EntryRow row, Touched.Before before) {
    boolean needs = row.needsContents();
    if (needs != before.needsContents()) {
      for (Cid content : contents(row)) {
        if (needs) {
          state.need(content, row.id());
        } else {
          state.unneed(content, row.id());
        }
      }
    }
  }

  /** All contents that an entry's payload names, each once. */
  List<Cid> contents(EntryRow row) {
    List<Cid> contents = new ArrayList<>();
    Encoded<Payload> payload = rows.payload(row).orElseThrow();
    for (Content content : payload.value().contents()) {
      if (!contents.contains(content.link())) {
        contents.add(content.link());
      }
    }
    return contents;
  }
}
