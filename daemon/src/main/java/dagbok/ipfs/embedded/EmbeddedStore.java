package dagbok.ipfs.embedded;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.Pins;
import dagbok.store.Database;
import dagbok.store.StoreException;
import dagbok.store.Tx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Blocks and pins in one SQLite file, within a quota; knows no peers. What {@link #blocks} and
 * {@link #pins} returned from is durable. Thread-safe.
 */
public final class EmbeddedStore implements AutoCloseable {
  /** How long a block that nothing keeps stays, so that what is being fetched can be pinned. */
  public static final Duration GRACE = Duration.ofHours(1);

  private static final int SCHEMA_VERSION = 1;
  private static final int COLLECTED_AT_ONCE = 256;

  private final Database database;
  private final long quotaBytes;
  private final Clock clock;
  private final Blocks blocks = new EmbeddedBlocks(this);
  private final Pins pins = new EmbeddedPins(this);

  private EmbeddedStore(Database database, long quotaBytes, Clock clock) {
    this.database = database;
    this.quotaBytes = quotaBytes;
    this.clock = clock;
  }

  /**
   * Opens the file, making it if it is not there.
   *
   * @throws StoreException if it can't be opened, or belongs to a newer version
   */
  public static EmbeddedStore open(Path file, long quotaBytes, Clock clock) {
    Database database = Database.open(file, EmbeddedStore.class, SCHEMA_VERSION);
    return new EmbeddedStore(database, quotaBytes, clock);
  }

  /** Its blocks; fetching finds only what is there. */
  public Blocks blocks() {
    return blocks;
  }

  /** Its pins; what is below a pin must be there. */
  public Pins pins() {
    return pins;
  }

  /** The bytes of all blocks. */
  public long usedBytes() {
    return read(BlockTable::used);
  }

  /** The most bytes that it takes. */
  public long quotaBytes() {
    return quotaBytes;
  }

  /**
   * Removes blocks that nothing keeps and that were not put within {@code grace}; others work
   * meanwhile. Gives their number.
   */
  public int collect(Duration grace) {
    long since = clock.millis() - grace.toMillis() + (grace.isZero() ? 1 : 0);
    int removed = 0;
    long after = 0;
    while (true) {
      long place = after;
      List<BlockTable.Garbage> page =
          write(
              tx -> {
                List<BlockTable.Garbage> found =
                    BlockTable.garbage(tx, place, since, COLLECTED_AT_ONCE);
                found.forEach(block -> BlockTable.remove(tx, block.digest()));
                return found;
              });
      if (page.isEmpty()) {
        break;
      }
      removed += page.size();
      after = page.get(page.size() - 1).id();
    }
    write(
        tx -> {
          BlockTable.age(tx, since);
          return since;
        });
    return removed;
  }

  void put(Collection<Block> added) {
    if (!tryPut(added)) {
      collect(GRACE);
      if (!tryPut(added)) {
        throw new IpfsException(
            Reason.NO_SPACE,
            "the embedded IPFS node is full: its quota is " + quotaBytes + " bytes",
            "Raise ipfs.embedded.quota, or unfollow somebody",
            null);
      }
    }
  }

  private boolean tryPut(Collection<Block> added) {
    try {
      write(
          tx -> {
            long now = clock.millis();
            added.forEach(block -> BlockTable.put(tx, block, now));
            if (BlockTable.used(tx) > quotaBytes) {
              throw new QuotaException();
            }
            return now;
          });
      return true;
    } catch (QuotaException e) {
      return false;
    }
  }

  /** Rolls a transaction back. */
  private static final class QuotaException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  Optional<Block> find(Cid cid) {
    Optional<byte[]> bytes = read(tx -> BlockTable.bytes(tx, cid));
    if (bytes.isPresent() && !cid.matches(bytes.get())) {
      throw new IpfsException(
          Reason.FAILED,
          "the embedded IPFS node's block " + cid + " is damaged",
          "Restore ipfs.db in the data folder from a backup",
          null);
    }
    return bytes.map(right -> new Block(cid, right));
  }

  <T> T read(Function<Tx, T> work) {
    try {
      return database.read(work);
    } catch (StoreException e) {
      throw failure(e);
    }
  }

  <T> T write(Function<Tx, T> work) {
    try {
      return database.write(work);
    } catch (StoreException e) {
      throw failure(e);
    }
  }

  private static IpfsException failure(StoreException e) {
    boolean isFull = e.reason() == StoreException.Reason.NO_SPACE;
    return new IpfsException(
        isFull ? Reason.NO_SPACE : Reason.FAILED,
        "the embedded IPFS node's " + e.getMessage(),
        isFull ? "Free some space on the disk of the data folder" : "Look at the data folder",
        e);
  }

  @Override
  public void close() {
    database.close();
  }
}
