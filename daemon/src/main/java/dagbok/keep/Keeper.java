package dagbok.keep;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.cid.Multicodec;
import dagbok.codec.DecodeException;
import dagbok.dag.History.Member;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.profile.Allowance;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.ProfileId;
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
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Puts what is missing of a profile into the IPFS node, pins it, and unpins what it replaces: first
 * all that is here, then the files that it links to, which may have to be waited for. Done again it
 * changes nothing; interrupted anywhere it can be done again. Calls of one method for one profile
 * follow one another; all others may run beside each other.
 */
public final class Keeper {
  private static final Duration PIN_TIMEOUT = Duration.ofMinutes(15);
  private static final int OUTBOX_PAGE_BLOCKS = 64;

  private final Blocks blocks;
  private final Pins pins;
  private final Database database;
  private final Allowance allowance;
  private final MediaCheck media;

  /** Those whose notes on pins agree with the IPFS node. */
  private final Set<ProfileId> compared = ConcurrentHashMap.newKeySet();

  /** On this IPFS node, within what other people's profiles may take. */
  public Keeper(Blocks blocks, Pins pins, Database database, Allowance allowance) {
    this.blocks = blocks;
    this.pins = pins;
    this.database = database;
    this.allowance = allowance;
    this.media = new MediaCheck(blocks, database, allowance);
  }

  /**
   * Brings the IPFS node up to date with all of a replica but its files; which posts are there now
   * and were not before. Waits for nobody.
   *
   * @throws IpfsException if the IPFS node is away
   */
  public List<Cid> keep(Replica replica) {
    return inAgreement(replica, this::bringUpToDate);
  }

  /**
   * Pins the snapshot with all that it links to, fetching what is missing, if {@link #keep} has
   * brought all else; which posts are there now and were not before.
   *
   * @throws IpfsException if the IPFS node is away or lacks files that nobody gives
   * @throws LimitException if the files are more than a followed profile may have
   */
  public List<Cid> keepMedia(Replica replica) {
    return inAgreement(replica, this::bringMedia);
  }

  /** After anything that failed, one looks again what is pinned. */
  private List<Cid> inAgreement(Replica replica, Function<Replica, List<Cid>> work) {
    try {
      if (compared.add(replica.profile())) {
        compare(replica);
      }
      return work.apply(replica);
    } catch (RuntimeException e) {
      compared.remove(replica.profile());
      throw e;
    }
  }

  private List<Cid> bringMedia(Replica replica) {
    Replica.Moment moment = replica.moment();
    Map<Cid, String> pinned = database.read(tx -> PinTable.all(tx, replica.row()));
    boolean hasPacks = pinned.containsKey(KeepPlan.packs(replica, moment.summary()).root());
    if (moment.summary().isFull() || !hasPacks) {
      return List.of();
    }
    Encoded<Snapshot> room = moment.summary().room().orElseThrow();
    Cid snapshot = room.cid();
    pinned.values().removeIf(name -> !name.equals(KeepUnit.SNAPSHOT));
    List<Cid> outbox = putOutbox(replica, moment);
    if (!pinned.containsKey(snapshot)) {
      allowance.checkDisk(replica);
      checkMedia(replica, room.value(), pinned);
      pin(
          replica,
          new KeepUnit(snapshot, KeepUnit.SNAPSHOT, KeepUnit.Contents.of(List.of())),
          pinned);
    }
    pinned.remove(snapshot);
    unpin(replica, pinned);
    return saved(replica, outbox, moment.unsaved());
  }

  private void checkMedia(Replica replica, Snapshot snapshot, Map<Cid, String> pinned) {
    try {
      media.check(replica, snapshot, pinned.keySet().stream().findFirst());
    } catch (LimitException e) {
      unpin(replica, pinned); // or what was deleted since would stay with it
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
    Replica.Moment moment = replica.moment();
    List<Cid> outbox = putOutbox(replica, moment);
    Map<Cid, String> pinned = database.read(tx -> PinTable.all(tx, replica.row()));
    List<KeepUnit> wanted = KeepPlan.of(replica, moment.summary(), database);
    Map<Cid, String> obsolete = new LinkedHashMap<>(pinned);
    obsolete.values().removeIf(KeepUnit.SNAPSHOT::equals);
    for (KeepUnit unit : wanted) {
      if (!pinned.containsKey(unit.root())) {
        pin(replica, unit, obsolete);
      }
    }
    wanted.forEach(unit -> obsolete.remove(unit.root()));
    unpin(replica, obsolete);
    Set<Cid> files = new HashSet<>();
    List<Cid> whole = new ArrayList<>();
    for (Cid entry : moment.unsaved()) {
      List<Cid> linked = linked(replica, entry);
      files.addAll(linked);
      if (linked.isEmpty()) {
        whole.add(entry);
      }
    }
    outbox.removeAll(files);
    return saved(replica, outbox, whole);
  }

  private static List<Cid> linked(Replica replica, Cid entry) {
    return replica
        .member(entry)
        .flatMap(Member::payload)
        .map(payload -> payload.value().packing().linked())
        .orElse(List.of());
  }

  private List<Cid> saved(Replica replica, List<Cid> outbox, List<Cid> entries) {
    return database.write(
        tx -> {
          OutboxTable.remove(tx, replica.row(), outbox);
          return PostTable.saved(tx, replica.row(), entries);
        });
  }

  private List<Cid> putOutbox(Replica replica, Replica.Moment moment) {
    List<Cid> put = new ArrayList<>();
    long place = 0;
    while (true) {
      long after = place;
      List<OutboxTable.Row> page =
          database.read(
              tx ->
                  OutboxTable.page(
                      tx, replica.row(), after, moment.outboxEnd(), OUTBOX_PAGE_BLOCKS));
      if (page.isEmpty()) {
        return put;
      }
      blocks.put(page.stream().map(OutboxTable.Row::block).toList());
      page.forEach(waiting -> put.add(waiting.block().cid()));
      place = page.get(page.size() - 1).id();
    }
  }

  /** {@code pinned}: what the unit may take the place of; what it did is taken out. */
  private void pin(Replica replica, KeepUnit unit, Map<Cid, String> pinned) {
    Optional<Cid> before = previous(unit, pinned);
    Set<Cid> present = before.map(this::leavesOf).orElse(Set.of());
    try (Batches missing = new Batches(blocks)) {
      unit.contents().each(cid -> !present.contains(leaf(cid)), missing::add);
    }
    String name = name(replica.profile(), unit.name());
    Cid root = unit.root();
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
  private static Optional<Cid> previous(KeepUnit unit, Map<Cid, String> pinned) {
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
    try {
      Optional<Block> block = blocks.local(list);
      if (block.isPresent()) {
        Links.of(block.get()).forEach(cid -> leaves.add(leaf(cid)));
      }
    } catch (DecodeException e) {
      throw new IllegalStateException("one's own list can't be read", e);
    }
    return leaves;
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
  public void release(ProfileId profile) {
    compared.remove(profile);
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
  public void sweep(Predicate<ProfileId> isHeld) {
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

  /** Whether the snapshot of now is pinned, with all files. */
  public boolean isPinned(Replica replica) {
    Optional<Cid> snapshot = replica.snapshot();
    Set<Cid> pinned = database.read(tx -> PinTable.all(tx, replica.row())).keySet();
    return snapshot.isPresent() && pinned.contains(snapshot.get());
  }
}
