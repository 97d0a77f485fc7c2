package dagbok.keep;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.PinTable;
import dagbok.store.PostTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Puts what is missing of a profile into the IPFS node, pins it, and unpins what it replaces. Done
 * again it changes nothing; interrupted anywhere it can be done again. Calls for one profile follow
 * one another; those for several may run beside each other.
 */
public final class Keeper {
  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(15);
  private static final int OUTBOX_PAGE_BLOCKS = 64;
  private static final String SNAPSHOT = "snapshot";

  private final Blocks blocks;
  private final Pins pins;
  private final Database database;

  /** Those whose notes on pins agree with the IPFS node. */
  private final Set<ProfileId> compared = ConcurrentHashMap.newKeySet();

  /** On this IPFS node. */
  public Keeper(Blocks blocks, Pins pins, Database database) {
    this.blocks = blocks;
    this.pins = pins;
    this.database = database;
  }

  /**
   * Brings the IPFS node up to date with a replica; which posts are there now and were not before.
   *
   * @throws IpfsException if the IPFS node is away or lacks media that nobody gives
   */
  public List<Cid> keep(Replica replica) {
    try {
      if (compared.add(replica.profile())) {
        compare(replica);
      }
      return bringUpToDate(replica);
    } catch (RuntimeException e) {
      compared.remove(replica.profile());
      throw e;
    }
  }

  /**
   * Notes what the IPFS node really has pinned: an interruption, its person or a new repository may
   * have made it other than what was noted.
   */
  private void compare(Replica replica) {
    String prefix = name(replica.profile(), "");
    Map<Cid, String> there = pins.list(prefix);
    database.write(
        tx -> {
          PinTable.all(tx, replica.row()).keySet().stream()
              .filter(root -> !there.containsKey(root))
              .forEach(root -> PinTable.remove(tx, replica.row(), root));
          there.forEach(
              (root, name) ->
                  PinTable.put(tx, replica.row(), root, name.substring(prefix.length())));
          return there;
        });
  }

  private List<Cid> bringUpToDate(Replica replica) {
    List<Cid> unsaved = database.read(tx -> PostTable.unsaved(tx, replica.row()));
    List<Cid> outbox = putOutbox(replica);
    Map<Cid, String> pinned = database.read(tx -> PinTable.all(tx, replica.row()));
    List<KeepUnit> wanted = KeepPlan.of(replica);
    Set<Cid> roots = new HashSet<>();
    for (KeepUnit unit : wanted) {
      roots.add(unit.root().cid());
      if (!pinned.containsKey(unit.root().cid())) {
        pin(replica, unit, pinned);
      }
    }
    Map<Cid, String> obsolete = new LinkedHashMap<>(pinned);
    obsolete.keySet().removeAll(roots);
    unpin(replica, obsolete);
    return database.write(
        tx -> {
          OutboxTable.remove(tx, replica.row(), outbox);
          return PostTable.saved(tx, replica.row(), unsaved);
        });
  }

  private List<Cid> putOutbox(Replica replica) {
    List<Cid> put = new ArrayList<>();
    long place = 0;
    while (true) {
      long after = place;
      List<OutboxTable.Row> page =
          database.read(tx -> OutboxTable.page(tx, replica.row(), after, OUTBOX_PAGE_BLOCKS));
      if (page.isEmpty()) {
        return put;
      }
      blocks.put(page.stream().map(OutboxTable.Row::block).toList());
      page.forEach(waiting -> put.add(waiting.block().cid()));
      place = page.get(page.size() - 1).id();
    }
  }

  private void pin(Replica replica, KeepUnit unit, Map<Cid, String> pinned) {
    Optional<Cid> before = previous(unit, pinned);
    Set<Cid> present = before.map(this::packsOf).orElse(Set.of());
    blocks.put(unit.blocks().stream().filter(b -> !present.contains(b.cid())).toList());
    String name = name(replica.profile(), unit.name());
    Cid root = unit.root().cid();
    if (before.isPresent()) {
      replace(before.get(), root, name);
    } else {
      pins.add(root, name, PIN_TIMEOUT);
    }
    database.write(
        tx -> {
          PinTable.put(tx, replica.row(), root, unit.name());
          before.ifPresent(old -> PinTable.remove(tx, replica.row(), old));
          return root;
        });
    before.ifPresent(pinned::remove);
  }

  /** The pinned snapshot that this unit takes the place of. */
  private static Optional<Cid> previous(KeepUnit unit, Map<Cid, String> pinned) {
    return pinned.entrySet().stream()
        .filter(pin -> unit.name().equals(SNAPSHOT) && pin.getValue().equals(SNAPSHOT))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private Set<Cid> packsOf(Cid snapshot) {
    Set<Cid> packs = new HashSet<>();
    try {
      Optional<Block> block = blocks.local(snapshot);
      if (block.isPresent()) {
        Snapshot.decode(block.get().bytes()).packs().forEach(ref -> packs.add(ref.pack()));
      }
    } catch (SchemaException e) {
      throw new IllegalStateException("one's own snapshot can't be read", e);
    }
    return packs;
  }

  /** A pin that somebody else took away is no reason not to pin its successor. */
  private void replace(Cid from, Cid to, String name) {
    try {
      pins.update(from, to, name, PIN_TIMEOUT);
    } catch (IpfsException e) {
      if (e.reason() != IpfsException.Reason.FAILED) {
        throw e;
      }
      pins.add(to, name, PIN_TIMEOUT);
    }
  }

  private void unpin(Replica replica, Map<Cid, String> obsolete) {
    obsolete.keySet().forEach(pins::remove);
    database.write(
        tx -> {
          obsolete.keySet().forEach(cid -> PinTable.remove(tx, replica.row(), cid));
          return obsolete;
        });
  }

  /** Unpins all that is kept of a profile, its snapshot last. */
  public void release(ProfileId profile) {
    compared.remove(profile);
    Map<Cid, String> pinned = pins.list(name(profile, ""));
    pinned.entrySet().stream()
        .filter(pin -> !pin.getValue().equals(name(profile, SNAPSHOT)))
        .forEach(pin -> pins.remove(pin.getKey()));
    pinned.keySet().forEach(pins::remove);
  }

  private static String name(ProfileId profile, String unit) {
    return Pins.PREFIX + profile + "/" + unit;
  }

  /** Whether the snapshot of now is pinned. */
  public boolean isPinned(Replica replica) {
    Cid snapshot = replica.derived().snapshot().cid();
    return database.read(tx -> PinTable.all(tx, replica.row())).containsKey(snapshot);
  }
}
