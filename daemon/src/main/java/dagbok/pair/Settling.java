package dagbok.pair;

import dagbok.cid.Cid;
import dagbok.profile.Batch;
import dagbok.profile.KeyFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.Item;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.Announcements;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a profile one's own once its grant is known: the key of the device, the replica, and who
 * has the rest. Each step can be done again, and what was not finished is at the next start.
 */
public final class Settling {
  private static final Logger log = LoggerFactory.getLogger(Settling.class);

  private final PendingFolder pending;
  private final KeyFolder keys;
  private final ReplicaBook replicas;
  private final Database database;
  private final BiConsumer<Replica, List<String>> hold;

  /** Whether a key waits, so that not every piece of news makes one look at the disk. */
  private volatile boolean waits;

  /** {@code hold}: the profile is one's own from now on, and to be had at these addresses. */
  public Settling(
      PendingFolder pending,
      KeyFolder keys,
      ReplicaBook replicas,
      Database database,
      BiConsumer<Replica, List<String>> hold) {
    this.pending = pending;
    this.keys = keys;
    this.replicas = replicas;
    this.database = database;
    this.hold = hold;
    this.waits = !pending.all().isEmpty();
  }

  /** Whether a key of this machine waits for a grant. */
  public boolean waits() {
    return waits;
  }

  /** Keeps a key before its public half goes anywhere. */
  synchronized void keep(PendingKey key) {
    pending.keep(key);
    waits = true;
  }

  /** No grant of this key will ever be of use. */
  void drop(PendingKey key) {
    pending.remove(key);
  }

  /** The grant is known. */
  synchronized void settle(PendingKey key) {
    pending.keep(key);
    keys.add(new KeyFolder.Key(key.profile(), key.device(), key.seed()));
    Replica replica = replicas.own(key.profile());
    Replica.Taken unused = replica.take(Batch.of(key.proof(), List.of()));
    replica.devices().begin(key.device());
    database.write(
        tx -> {
          ProfileTable.meet(tx, replica.row(), key.addresses());
          if (ProfileTable.all(tx).stream().noneMatch(ProfileTable.Row::inUse)) {
            ProfileTable.use(tx, replica.row());
          }
          return replica;
        });
    pending.remove(key);
    hold.accept(replica, key.addresses());
  }

  /** Finishes what an interruption left. */
  public void resume() {
    for (PendingKey key : pending.all()) {
      if (key.proof().isEmpty()) {
        replicas.find(key.profile()).ifPresent(this::arrived);
      } else {
        settle(key);
      }
    }
  }

  /**
   * More of a profile came. If a key of this machine waits for a grant of it that is there now, the
   * profile becomes one's own, though the answer to the key never came. Who may write already needs
   * none.
   */
  public synchronized void arrived(Replica replica) {
    if (!waits || mayWrite(replica)) {
      return;
    }
    for (PendingKey key : pending.all()) {
      if (key.profile().equals(replica.profile()) && key.proof().isEmpty()) {
        granted(replica, key).ifPresent(proof -> settle(key.with(proof)));
      }
    }
    waits = !pending.all().isEmpty();
  }

  private static Optional<List<Item>> granted(Replica replica, PendingKey key) {
    Optional<Cid> device =
        replica.read(
            history ->
                history.devices().stream()
                    .filter(d -> history.key(d).equals(Optional.of(key.key().publicKey())))
                    .findFirst());
    device.ifPresent(d -> log.info("{} granted this machine's key as {}", replica.profile(), d));
    return device.flatMap(d -> Announcements.proof(replica, d));
  }

  /** Whether this machine may write to a profile; one whose device is in doubt joins again. */
  boolean isOwn(Cid root) {
    return replicas.all().stream()
        .anyMatch(replica -> replica.profile().root().equals(root) && mayWrite(replica));
  }

  private boolean mayWrite(Replica replica) {
    return replica.own()
        && keys.of(replica.profile()).stream()
            .anyMatch(key -> replica.devices().mayWrite(key.device()));
  }
}
