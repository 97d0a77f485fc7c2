package dagbok.sync;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.Fault;
import dagbok.dag.Offer;
import dagbok.dag.PackCheck;
import dagbok.profile.Batch;
import dagbok.profile.Replica;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Mark;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes fetched packs into a replica, several at a time, and marks what became of each. */
final class PackIntake {
  private static final Logger log = LoggerFactory.getLogger(PackIntake.class);
  private static final int MAX_LOGGED = 4;

  private final Database database;

  PackIntake(Database database) {
    this.database = database;
  }

  /**
   * What came of packs.
   *
   * @param right nothing is wrong with them, nor with what their snapshot says of them
   * @param done those whose items are all in
   * @param arrived entries that became visible
   */
  record Outcome(boolean right, Set<Cid> done, List<Cid> arrived) {}

  private record Decoded(PackRef ref, Block block, Pack pack) {}

  /**
   * Items are taken singly, whatever else is wrong. A pack's mark is for them alone: for a lie
   * about a pack its snapshot is to blame, since others may name the same pack rightly.
   */
  Outcome take(Replica replica, List<PackFetch.Fetched> packs) {
    List<Decoded> decoded = new ArrayList<>();
    boolean right = true;
    for (PackFetch.Fetched fetched : packs) {
      try {
        Pack pack = Pack.decode(fetched.block().bytes());
        decoded.add(new Decoded(fetched.ref(), fetched.block(), pack));
      } catch (SchemaException e) {
        Cid cid = fetched.ref().pack();
        log.warn("{}: pack {} is refused: {}", replica.profile(), cid, e.getMessage());
        mark(replica, cid, Mark.BAD);
        right = false;
      }
    }
    Replica.Taken taken = replica.take(batch(decoded));
    tellRefused(replica, taken);
    Set<Cid> done = new HashSet<>();
    for (Decoded pack : decoded) {
      right &= settle(replica, pack, taken, done);
    }
    return new Outcome(right, done, taken.arrived());
  }

  private static Batch batch(List<Decoded> packs) {
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (Decoded pack : packs) {
      items.addAll(pack.pack().items());
      contents.addAll(pack.pack().contents());
    }
    return new Batch(items, contents);
  }

  private static void tellRefused(Replica replica, Replica.Taken taken) {
    taken.refused().stream()
        .limit(MAX_LOGGED)
        .forEach(
            r -> log.warn("{}: entry {} is refused: {}", replica.profile(), r.entry(), r.why()));
  }

  /** Whether all is right with a pack. */
  private boolean settle(Replica replica, Decoded pack, Replica.Taken taken, Set<Cid> done) {
    Set<Cid> items = new HashSet<>();
    pack.pack().items().forEach(item -> items.add(item.entry().cid()));
    boolean refused = taken.refused().stream().map(Offer.Refused::entry).anyMatch(items::contains);
    boolean waiting = taken.waiting().stream().map(Offer.Waiting::entry).anyMatch(items::contains);
    List<Fault> faults = PackCheck.faults(pack.ref(), pack.pack());
    faults.stream()
        .limit(MAX_LOGGED)
        .forEach(f -> log.warn("{}: in pack {}, {}", replica.profile(), pack.ref().pack(), f));
    if (refused) {
      mark(replica, pack.ref().pack(), Mark.BAD);
    } else if (!waiting) {
      mark(replica, pack.ref().pack(), Mark.DONE);
      done.add(pack.ref().pack());
    }
    return !refused && faults.isEmpty() && pack.block().bytes().length == pack.ref().bytes();
  }

  private void mark(Replica replica, Cid pack, Mark mark) {
    database.write(
        tx -> {
          MarkTable.put(tx, replica.row(), MarkTable.Kind.PACK, pack, mark);
          return mark;
        });
  }
}
