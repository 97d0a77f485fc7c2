package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.dag.History;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.store.HeadTable;
import dagbok.store.OwnDeviceTable;
import dagbok.store.OwnDeviceTable.Row;
import dagbok.store.Tx;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Whether this machine's devices of one profile may write: only if their newest entry is the one
 * that was written here last. Asked again in each transaction that writes. Thread-safe.
 */
public final class OwnDevices {
  private final long profile;
  private final Database database;
  private final Function<Tx, History> histories;

  /** With the profile's row, and its set. */
  OwnDevices(long profile, Database database, Function<Tx, History> histories) {
    this.profile = profile;
    this.database = database;
    this.histories = histories;
  }

  /** Why a device may not write; empty if it may, or is not in force. */
  public Optional<Doubt> doubt(Cid device) {
    return database.read(tx -> doubt(tx, histories.apply(tx), device));
  }

  /** Whether a device may write: it is in force, and nothing speaks against it. */
  public boolean mayWrite(Cid device) {
    return database.read(
        tx -> {
          History history = histories.apply(tx);
          return history.isInForce(device) && doubt(tx, history, device).isEmpty();
        });
  }

  private Optional<Doubt> doubt(Tx tx, History history, Cid device) {
    Row row = OwnDeviceTable.get(tx, profile, device);
    if (row.doubt().isPresent()) {
      return row.doubt().map(OwnDevices::doubtOf);
    }
    if (row.last().isEmpty()) {
      return Optional.empty();
    }
    if (history.member(row.last().get()).isEmpty()) {
      return Optional.of(Doubt.BEHIND);
    }
    boolean more =
        history.last(device).filter(last -> !row.last().equals(Optional.of(last))).isPresent();
    boolean twice = history.isForked(device) && !row.forked();
    return more || twice ? Optional.of(Doubt.ELSEWHERE) : Optional.empty();
  }

  /** What a newer version may have said is a reason, too. */
  private static Doubt doubtOf(String name) {
    return Stream.of(Doubt.values())
        .filter(doubt -> doubt.name().equals(name))
        .findFirst()
        .orElse(Doubt.RESTORED);
  }

  /**
   * Lets a device write.
   *
   * @throws DoubtException if it may not
   */
  void require(Tx tx, History history, Cid device) {
    doubt(tx, history, device)
        .ifPresent(
            doubt -> {
              throw new DoubtException(device, doubt);
            });
  }

  /** A device wrote an entry. The profile key is none: whoever has the phrase uses it anywhere. */
  void wrote(Tx tx, History history, Cid device, Cid entry) {
    if (history.member(device).orElseThrow().entry().value().isRoot()) {
      return;
    }
    OwnDeviceTable.put(tx, profile, OwnDeviceTable.get(tx, profile, device).withLast(entry));
  }

  /** From now on a device may not write. */
  public void doubt(Cid device, Doubt why) {
    change(device, row -> row.withDoubt(Optional.of(why.name())));
  }

  /** Takes a doubt of this kind back. */
  public void undoubt(Cid device, Doubt why) {
    change(
        device,
        row -> row.doubt().equals(Optional.of(why.name())) ? row.withDoubt(Optional.empty()) : row);
  }

  /** A device that is new here: of what was written before, its grant is the last. */
  public void begin(Cid device) {
    change(device, row -> row.last().isPresent() ? row : row.withLast(device));
  }

  private void change(Cid device, UnaryOperator<Row> work) {
    Row unused =
        database.write(
            tx -> {
              Row row = work.apply(OwnDeviceTable.get(tx, profile, device));
              OwnDeviceTable.put(tx, profile, row);
              return row;
            });
  }

  /** What is known of a device. */
  public Row row(Cid device) {
    return database.read(tx -> OwnDeviceTable.get(tx, profile, device));
  }

  /**
   * A device goes on from what is here, on the word of its person that no other machine has its
   * key.
   *
   * @return whether it may: not if its newest entry, as its backup says, is not here
   */
  public boolean resume(Cid device) {
    return database.write(
        tx -> {
          History history = histories.apply(tx);
          Row row = OwnDeviceTable.get(tx, profile, device);
          boolean behind = row.last().filter(last -> history.member(last).isEmpty()).isPresent();
          Optional<Cid> last = history.last(device);
          if (behind || last.isEmpty()) {
            return false;
          }
          long heard = Math.max(row.heard(), newestSeq(tx, device));
          OwnDeviceTable.put(
              tx,
              profile,
              new Row(device, last, heard, history.isForked(device), Optional.empty()));
          return true;
        });
  }

  private long newestSeq(Tx tx, Cid device) {
    return HeadTable.rows(tx, profile).stream()
        .filter(head -> head.device().equals(device))
        .mapToLong(head -> seq(head.head()))
        .max()
        .orElse(OwnDeviceTable.NONE_HEARD);
  }

  /**
   * Somebody announced a head, rightly signed, of a device whose key is here: if it was not signed
   * here, the key is in use twice.
   *
   * @return whether that is news
   */
  public boolean heard(Encoded<Head> encoded) {
    Head head = encoded.value();
    if (head.seq() <= row(head.device()).heard() || mayBeOwn(encoded)) {
      return false;
    }
    return database.write(
        tx -> {
          Row row = OwnDeviceTable.get(tx, profile, head.device());
          Optional<String> doubt = row.doubt().or(() -> Optional.of(Doubt.ELSEWHERE.name()));
          HeadTable.disown(
              tx, profile, row.device()); // catching up goes by the other's from now on
          OwnDeviceTable.put(
              tx, profile, new Row(row.device(), row.last(), head.seq(), row.forked(), doubt));
          return row.doubt().isEmpty();
        });
  }

  /** Of the heads that were signed here only the newest is kept. */
  private boolean mayBeOwn(Encoded<Head> head) {
    return database
        .read(tx -> HeadTable.signedHere(tx, profile, head.value().device()))
        .filter(own -> own.cid().equals(head.cid()) || seq(own) > head.value().seq())
        .isPresent();
  }

  private static long seq(Block head) {
    try {
      return Head.decode(head.bytes()).seq();
    } catch (SchemaException e) {
      throw new IllegalStateException("the store holds a head that is none", e);
    }
  }
}
