package dagbok.doctor;

import dagbok.store.Database;
import dagbok.store.OutboxTable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Blocks of one's own that the IPFS node has not taken for long. */
public final class OutboxStuck implements Check {
  /** How long some may wait before that is worth a word. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Database database;
  private final Since since;

  /** For the outbox of this database. */
  public OutboxStuck(Database database, Clock clock) {
    this.database = database;
    this.since = new Since(clock);
  }

  @Override
  public String code() {
    return "outbox";
  }

  @Override
  public String title() {
    return "What you wrote is in IPFS";
  }

  @Override
  public Set<String> causes() {
    return Set.of(IpfsAnswers.CODE, DiskShort.FULL, DatabaseReads.CODE, Lookout.TROUBLE);
  }

  @Override
  public List<Finding> look() {
    long waiting = database.read(OutboxTable::count);
    return since.longerThan(PATIENCE, waiting > 0)
        ? List.of(
            Finding.warning(
                (waiting == 1 ? "1 block waits" : waiting + " blocks wait")
                    + " to go into the IPFS node for over "
                    + PATIENCE.toMinutes()
                    + " minutes; nothing is lost, but nobody else can read it",
                "dagbok ipfs status"))
        : List.of();
  }
}
