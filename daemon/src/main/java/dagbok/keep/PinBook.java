package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.PinTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The pins of profiles in the IPFS node, and what is noted of them here. Thread-safe. */
final class PinBook {
  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(15);

  /**
   * For what was put just now. While a pin waits for what nobody has, Kubo collects no garbage, and
   * the profile is not kept.
   */
  private static final Duration WHOLE_TIMEOUT = Duration.ofSeconds(60);

  private final Blocks blocks;
  private final Pins pins;
  private final Database database;

  PinBook(Blocks blocks, Pins pins, Database database) {
    this.blocks = blocks;
    this.pins = pins;
    this.database = database;
  }

  /** What is noted of a profile's pins; may be changed. */
  Map<Cid, String> noted(Replica replica) {
    return database.read(tx -> PinTable.all(tx, replica.row()));
  }

  /**
   * Notes what the IPFS node really has pinned: an interruption, its person or a new repository may
   * have made it other than what was noted.
   */
  void compare(Replica replica) {
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

  /**
   * False, and nothing is pinned, if the unit can't be made any more. {@code pinned}: what it may
   * take the place of; what it did is taken out.
   */
  boolean pin(Replica replica, KeepUnit unit, Map<Cid, String> pinned) {
    Optional<Cid> before = previous(unit, pinned);
    String name = name(replica.profile(), unit.name());
    Cid root = unit.root();
    try {
      if (!put(replica, unit, before)) {
        return false;
      }
      place(before, root, name, unit.isWhole() ? WHOLE_TIMEOUT : PIN_TIMEOUT);
    } catch (IpfsException e) {
      if (!unit.isWhole() || e.reason() != IpfsException.Reason.NOT_FOUND) {
        throw e;
      }
      if (!put(replica, unit, before)) { // garbage was collected before it was pinned
        return false;
      }
      place(before, root, name, WHOLE_TIMEOUT);
    }
    database.write(
        tx -> {
          PinTable.put(tx, replica.row(), root, unit.name());
          before.ifPresent(old -> PinTable.remove(tx, replica.row(), old));
          return root;
        });
    before.ifPresent(pinned::remove);
    return true;
  }

  private boolean put(Replica replica, KeepUnit unit, Optional<Cid> before) {
    Set<Cid> present = before.map(this::leavesOf).orElse(Set.of());
    Predicate<Cid> isThere = cid -> present.contains(leaf(cid)) || cameFromNode(replica, cid);
    try (Batches missing = new Batches(blocks)) {
      return unit.contents().each(isThere.negate(), missing::add);
    }
  }

  /** What others wrote was mostly fetched through the IPFS node, and making a pack takes long. */
  private boolean cameFromNode(Replica replica, Cid cid) {
    return !replica.own() && blocks.has(cid);
  }

  /** Puts blocks several at a time, so that no more than that are in memory. */
  private static final class Batches implements AutoCloseable {
    private static final long MAX_BYTES = 8L << 20;

    private final Blocks blocks;
    private final List<Block> batch = new ArrayList<>();
    private long bytes;

    Batches(Blocks blocks) {
      this.blocks = blocks;
    }

    void add(Block block) {
      batch.add(block);
      bytes += block.bytes().length;
      if (bytes >= MAX_BYTES) {
        put();
      }
    }

    private void put() {
      if (!batch.isEmpty()) {
        blocks.put(List.copyOf(batch));
      }
      batch.clear();
      bytes = 0;
    }

    /** After a failure too, which does no harm. */
    @Override
    public void close() {
      put();
    }
  }

  /** The pin that this unit takes the place of, where a profile has one of its name. */
  static Optional<Cid> previous(KeepUnit unit, Map<Cid, String> pinned) {
    boolean single = Set.of(KeepUnit.SNAPSHOT, KeepUnit.PACKS).contains(unit.name());
    return pinned.entrySet().stream()
        .filter(pin -> single && pin.getValue().equals(unit.name()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Cid leaf(Cid cid) {
    return cid.withCodec(Multicodec.RAW);
  }

  private Set<Cid> leavesOf(Cid list) {
    Set<Cid> leaves = new HashSet<>();
    linksOf(list).forEach(cid -> leaves.add(leaf(cid)));
    return leaves;
  }

  /** What one of our own lists names; nothing if it is not there. */
  List<Cid> linksOf(Cid list) {
    try {
      Optional<Block> block = blocks.local(list);
      return block.isPresent() ? Links.of(block.get()) : List.of();
    } catch (DecodeException e) {
      throw new IllegalStateException("one's own list can't be read", e);
    }
  }

  /** A pin that somebody else took away is no reason not to pin its successor. */
  private void place(Optional<Cid> before, Cid root, String name, Duration timeout) {
    if (before.isEmpty()) {
      pins.add(root, name, timeout);
      return;
    }
    try {
      pins.update(before.get(), root, name, timeout);
    } catch (IpfsException e) {
      if (e.reason() != IpfsException.Reason.FAILED) {
        throw e;
      }
      pins.add(root, name, timeout);
    }
  }

  /** Takes pins away. */
  void unpin(Replica replica, Map<Cid, String> obsolete) {
    if (obsolete.isEmpty()) {
      return;
    }
    obsolete.keySet().forEach(pins::remove);
    database.write(
        tx -> {
          obsolete.keySet().forEach(cid -> PinTable.remove(tx, replica.row(), cid));
          return obsolete;
        });
  }

  /** Unpins all that is kept of a profile, its snapshot last. */
  void release(ProfileId profile) {
    Map<Cid, String> pinned = pins.list(name(profile, ""));
    pinned.entrySet().stream()
        .filter(pin -> !pin.getValue().equals(name(profile, KeepUnit.SNAPSHOT)))
        .forEach(pin -> pins.remove(pin.getKey()));
    pinned.keySet().forEach(pins::remove);
  }

  /**
   * Unpins what is left of profiles that are not held: whoever let go of them may have found the
   * IPFS node away.
   */
  void sweep(Predicate<ProfileId> isHeld) {
    pins.list(Pins.PREFIX)
        .forEach(
            (root, name) -> {
              Optional<ProfileId> profile = profile(name);
              if (profile.isPresent() && !isHeld.test(profile.get())) {
                pins.remove(root);
              }
            });
  }

  private static Optional<ProfileId> profile(String name) {
    String rest = name.substring(Pins.PREFIX.length());
    try {
      return Optional.of(ProfileId.parse(rest.substring(0, Math.max(0, rest.indexOf('/')))));
    } catch (CidFormatException e) {
      return Optional.empty(); // a pin of something else
    }
  }

  private static String name(ProfileId profile, String unit) {
    return Pins.PREFIX + profile + "/" + unit;
  }
}
