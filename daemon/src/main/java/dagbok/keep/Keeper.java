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

/**
 * Puts what is missing of a profile into the IPFS node, pins it, and unpins what it replaces. Done
 * again it changes nothing; interrupted anywhere it can be done again. Calls for one profile follow
 * one another; those for several may run beside each other.
 */
public final class Keeper {
  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(15);
  private static final Duration UPLOAD_TIMEOUT = Duration.ofMinutes(2);
  private static final String UPLOAD_PREFIX = "upload/";
  private static final int OUTBOX_PAGE_BLOCKS = 64;

  private final Blocks blocks;
  private final Pins pins;
  private final Database database;

  /** On this IPFS node. */
  public Keeper(Blocks blocks, Pins pins, Database database) {
    this.blocks = blocks;
    this.pins = pins;
    this.database = database;
  }

  /**
   * Keeps a file that went to the IPFS node before the post that names it exists, until the
   * snapshot that links to it is pinned.
   */
  public void keepUpload(Cid root) {
    pins.add(root, UPLOAD_PREFIX + root, UPLOAD_TIMEOUT);
  }

  private List<Cid> namedUploads() {
    return pins.list(UPLOAD_PREFIX).keySet().stream()
        .filter(root -> database.read(tx -> PostTable.media(tx, root)).isPresent())
        .toList();
  }

  /**
   * Brings the IPFS node up to date with a replica; which posts are there now and were not before.
   *
   * @throws IpfsException if the IPFS node is away or lacks media that nobody gives
   */
  public List<Cid> keep(Replica replica) {
    List<Cid> uploads = replica.own() ? namedUploads() : List.of();
    List<Cid> unsaved = database.read(tx -> PostTable.unsaved(tx, replica.row()));
    List<Block> outbox = putOutbox(replica);
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
    uploads.forEach(pins::remove);
    return database.write(
        tx -> {
          OutboxTable.remove(tx, replica.row(), outbox);
          return PostTable.saved(tx, replica.row(), unsaved);
        });
  }

  private List<Block> putOutbox(Replica replica) {
    List<Block> put = new ArrayList<>();
    List<Block> all = database.read(tx -> OutboxTable.oldest(tx, replica.row(), Integer.MAX_VALUE));
    for (int i = 0; i < all.size(); i += OUTBOX_PAGE_BLOCKS) {
      List<Block> page = all.subList(i, Math.min(all.size(), i + OUTBOX_PAGE_BLOCKS));
      blocks.put(page);
      put.addAll(page);
    }
    return put;
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
        .filter(pin -> unit.name().equals("snapshot") && pin.getValue().equals("snapshot"))
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

  /** Unpins all that is kept of a profile. */
  public void release(ProfileId profile, long row) {
    Map<Cid, String> pinned = database.read(tx -> PinTable.all(tx, row));
    pinned.entrySet().stream()
        .filter(pin -> !pin.getValue().equals("snapshot"))
        .forEach(pin -> pins.remove(pin.getKey()));
    pinned.keySet().forEach(pins::remove);
  }

  private static String name(ProfileId profile, String unit) {
    return profile + "/" + unit;
  }

  /** Whether the snapshot of now is pinned. */
  public boolean isPinned(Replica replica) {
    Cid snapshot = replica.derived().snapshot().cid();
    return database.read(tx -> PinTable.all(tx, replica.row())).containsKey(snapshot);
  }
}
