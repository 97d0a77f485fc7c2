package dagbok.dag;

import dagbok.cid.Cid;
import java.util.ArrayList;
import java.util.List;

/** Brings what follows from a set up to date, each part by what changed in the one before. */
final class Settlement {
  private final Rows rows;
  private final State state;
  private final Contents contents;
  private final Touched touched;
  private final Admission admission;
  private final Standings standings;
  private final Nodes nodes;
  private final Packs packs;

  Settlement(
      Rows rows,
      State state,
      Contents contents,
      Touched touched,
      Admission admission,
      Standings standings,
      Nodes nodes,
      Packs packs) {
    this.rows = rows;
    this.state = state;
    this.contents = contents;
    this.touched = touched;
    this.admission = admission;
    this.standings = standings;
    this.nodes = nodes;
    this.packs = packs;
  }

  /** As {@link History#settle} says. */
  History.Change settle() {
    int fresh = rows.fresh().size();
    List<Cid> appeared = new ArrayList<>();
    List<Cid> vanished = new ArrayList<>();
    List<Cid> fallen = new ArrayList<>();
    List<Place> moved = new ArrayList<>();
    List<EntryRow> marked = new ArrayList<>();
    Tally tally = new Tally();
    standings.settle();
    touched.forEach(
        (row, before) -> {
          boolean turned = row.isLive() != before.isLive();
          if (turned && !row.isControl()) {
            (row.isLive() ? appeared : vanished).add(row.cid());
          }
          if (row.hasFallen()) {
            fallen.add(row.cid());
          }
          if (row.isKept() != before.kept() || (row.isKept() && turned)) {
            moved.add(row.place());
          }
          nodes.mark(row, before);
          marked.add(row);
          tally.add(row, before);
        });
    List<Place> rewritten = nodes.settle(marked, fresh + History.MAX_NODES);
    rows.flush();
    packs.settle(moved);
    setCounts(tally);
    touched.clear();
    rows.release();
    contents.release();
    return new History.Change(appeared, vanished, fallen, tally.lacksBytesAgain, rewritten);
  }

  /** What settling adds to the counts. */
  private static final class Tally {
    private long entries;
    private long live;
    private long kept;
    private boolean lacksBytesAgain;

    void add(EntryRow row, Touched.Before before) {
      entries += before.isNew() ? 1 : 0;
      live += Boolean.compare(row.isLive(), before.isLive());
      kept += Boolean.compare(row.isKept(), before.kept());
      lacksBytesAgain |= lacksBytesAgain(row, before);
    }
  }

  private static boolean lacksBytesAgain(EntryRow row, Touched.Before before) {
    boolean fell = before.standing() == Standing.VOID || before.standing() == Standing.DELETED;
    return !before.isNew()
        && fell
        && row.standing == Standing.INCOMPLETE
        && !(before.hadBytes() && row.bytes == EntryRow.Bytes.ABSENT); // else it was erased
  }

  private void setCounts(Tally tally) {
    State.Counts before = state.counts();
    State.Counts after =
        new State.Counts(
            before.entries() + tally.entries,
            before.live() + tally.live,
            before.kept() + tally.kept,
            before.bytes() + admission.takeGrowth());
    if (!after.equals(before)) {
      state.setCounts(after);
    }
  }
}
