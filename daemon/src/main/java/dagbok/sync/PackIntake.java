package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Arrival;
import dagbok.dag.Offer;
import dagbok.profile.Batch;
import dagbok.profile.Copy;
import dagbok.profile.Replica;
import dagbok.store.MarkTable.Kind;
import dagbok.store.MarkTable.Mark;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes packs that came into a replica, several at a time, and marks what became of each. */
final class PackIntake {
  private static final Logger log = LoggerFactory.getLogger(PackIntake.class);
  private static final int MAX_LOGGED = 4;

  /**
   * What came of packs.
   *
   * @param right nothing is wrong with them, nor with what their snapshot says of them
   * @param done those whose items are all in
   * @param arrived entries that became visible
   */
  record Outcome(boolean right, Set<Cid> done, List<Cid> arrived) {}

  /**
   * Items are taken singly, whatever else is wrong. A pack's mark is for them alone: for a lie
   * about a pack its snapshot is to blame, since others may name the same pack rightly.
   */
  Outcome take(Copy replica, List<OpenPack> packs) {
    Replica.Taken taken = replica.take(batch(packs));
    Set<Cid> refused = new HashSet<>();
    taken.refused().forEach(refusal -> refused.add(refusal.entry()));
    Set<Cid> waiting = new HashSet<>();
    taken.waiting().forEach(wait -> waiting.add(wait.entry()));
    Map<Cid, Mark> marks = new HashMap<>();
    boolean right = true;
    for (OpenPack pack : packs) {
      boolean isBad = !pack.found().refused().isEmpty() || isAny(pack, refused);
      if (isBad) {
        marks.put(pack.ref().pack(), Mark.BAD);
      } else if (!isAny(pack, waiting)) {
        marks.put(pack.ref().pack(), Mark.DONE);
      }
      right &= !isBad && pack.isRight();
    }
    tell(replica, taken, packs);
    replica.mark(Kind.PACK, marks);
    marks.values().removeIf(Mark.BAD::equals);
    return new Outcome(right, marks.keySet(), taken.arrived());
  }

  /** All that came in packs. */
  static Batch batch(List<OpenPack> packs) {
    List<Arrival> arrivals = new ArrayList<>();
    List<Offer.Refused> refused = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (OpenPack pack : packs) {
      arrivals.addAll(pack.arrivals());
      refused.addAll(pack.found().refused());
      contents.addAll(pack.found().contents());
    }
    return new Batch(arrivals, refused, contents);
  }

  private static boolean isAny(OpenPack pack, Set<Cid> entries) {
    return !entries.isEmpty()
        && pack.arrivals().stream().anyMatch(arrival -> entries.contains(arrival.entry().cid()));
  }

  private static void tell(Copy replica, Replica.Taken taken, List<OpenPack> packs) {
    taken.refused().stream()
        .limit(MAX_LOGGED)
        .forEach(r -> log.warn("{}: {} is refused: {}", replica.profile(), r.entry(), r.why()));
    for (OpenPack pack : packs) {
      pack.found().faults().stream()
          .limit(MAX_LOGGED)
          .forEach(f -> log.warn("{}: in pack {}, {}", replica.profile(), pack.ref().pack(), f));
    }
  }
}
