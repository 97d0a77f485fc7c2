package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.History;
import dagbok.dag.NextEntry;
import dagbok.dag.NextHead;
import dagbok.dag.Offer;
import dagbok.dag.Place;
import dagbok.dag.State;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Limits;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import dagbok.store.Database;
import dagbok.store.DeletedCopyTable;
import dagbok.store.ErasureTable;
import dagbok.store.HeadTable;
import dagbok.store.LooseTable;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Kind;
import dagbok.store.MarkTable.Mark;
import dagbok.store.OutboxTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One held profile: its set in the store, and what follows from it. Each change is durable when its
 * method returns. Thread-safe.
 */
public final class Replica implements Copy {
  private final ReentrantLock changing = new ReentrantLock();
  private final ProfileTable.Row row;
  private final Database database;
  private final Clock clock;
  private final PostIndex index;
  private final int maxPacks;
  private final Verifier verifier;
  private final OwnDevices devices;
  private volatile Summary summary;

  private Replica(
      ProfileTable.Row row, Database database, Clock clock, Verifier verifier, int maxPacks) {
    this.row = row;
    this.database = database;
    this.clock = clock;
    this.verifier = verifier;
    this.maxPacks = maxPacks;
    this.index = new PostIndex(row.id(), row.own(), clock);
    this.devices = new OwnDevices(row.id(), database, this::history);
    this.summary = read(Summary::of);
  }

  /** The replica of a profile, which the store has. */
  public static Replica open(
      ProfileTable.Row row, Database database, Clock clock, Verifier verifier) {
    return open(row, database, clock, verifier, Snapshot.MAX_PACKS);
  }

  /** The same where a snapshot may have but so many packs. */
  static Replica open(
      ProfileTable.Row row, Database database, Clock clock, Verifier verifier, int maxPacks) {
    return new Replica(row, database, clock, verifier, maxPacks);
  }

  /**
   * What taking items in did. {@code accepted}: how many were new; {@code arrived}: the entries
   * that became visible.
   */
  public record Taken(
      int accepted, List<Offer.Waiting> waiting, List<Offer.Refused> refused, List<Cid> arrived) {
    /** Whether every item was accepted or known. */
    public boolean whole() {
      return waiting.isEmpty() && refused.isEmpty();
    }
  }

  /**
   * What writing an entry gave.
   *
   * @param node the entry's, if it is live
   * @param head one that has it
   */
  public record Written(Encoded<Entry> entry, Optional<Cid> node, Encoded<Head> head) {}

  /**
   * What follows from the set at one moment, in short.
   *
   * @param counts how much there is
   * @param room the snapshot; empty if the profile is full
   * @param packs how many there are
   * @param packBytes of all of them, which may be more than came: each holds what it names
   * @param head the head node; empty if nothing is live, or while nodes still are to be made
   * @param forked whether two entries of one device have one {@code own}
   */
  public record Summary(
      State.Counts counts,
      Optional<Encoded<Snapshot>> room,
      int packs,
      long packBytes,
      Optional<Cid> head,
      boolean forked) {
    /** What follows from a set. */
    public static Summary of(History history) {
      List<PackRef> packs = history.packs();
      return new Summary(
          history.counts(),
          history.room(packs),
          packs.size(),
          packs.stream().mapToLong(PackRef::bytes).sum(),
          history.head(),
          history.isForked());
    }

    /** Whether the profile needs more packs than a snapshot may have. */
    public boolean isFull() {
      return room.isEmpty();
    }
  }

  /**
   * How a replica is at one moment.
   *
   * @param outboxEnd the place of the newest block in the outbox
   * @param unsaved posts that the IPFS node has not confirmed
   */
  public record Moment(Summary summary, long outboxEnd, List<Cid> unsaved) {
    /** Copies the list. */
    public Moment {
      unsaved = List.copyOf(unsaved);
    }
  }

  @Override
  public ProfileId profile() {
    return row.profile();
  }

  /** Its row in the store. */
  public long row() {
    return row.id();
  }

  @Override
  public boolean own() {
    return row.own();
  }

  @Override
  public Summary summary() {
    return summary;
  }

  @Override
  public <T> T read(Function<History, T> work) {
    return database.read(tx -> work.apply(history(tx)));
  }

  private History history(Tx tx) {
    return new History(row.profile(), new ProfileState(tx, row.id()), verifier, maxPacks);
  }

  /** What follows from the set, and what of it the IPFS node has not confirmed, at one moment. */
  public Moment moment() {
    return database.read(
        tx ->
            new Moment(
                Summary.of(history(tx)),
                OutboxTable.end(tx, row.id()),
                PostTable.unsaved(tx, row.id())));
  }

  @Override
  public Optional<Mark> mark(Cid cid) {
    return database.read(tx -> MarkTable.find(tx, row.id(), cid));
  }

  @Override
  public Map<Cid, Mark> marks() {
    return database.read(tx -> MarkTable.all(tx, row.id()));
  }

  @Override
  public void mark(Kind kind, Map<Cid, Mark> found) {
    database.write(
        tx -> {
          found.forEach((cid, mark) -> MarkTable.put(tx, row.id(), kind, cid, mark));
          return found;
        });
  }

  @Override
  public List<Encoded<Head>> heads() {
    return database.read(this::heads);
  }

  private List<Encoded<Head>> heads(Tx tx) {
    List<Encoded<Head>> heads = new ArrayList<>();
    for (Block block : HeadTable.all(tx, row.id())) {
      try {
        heads.add(Encoded.decode(block, Head::decode));
      } catch (SchemaException e) {
        throw new IllegalStateException("the store holds a head that is none", e);
      }
    }
    return heads;
  }

  @Override
  public Signers signers() {
    return new Signers(this::key, verifier);
  }

  @Override
  public void keepHead(Encoded<Head> head) {
    database.write(
        tx -> {
          putHead(tx, head, false);
          return head;
        });
  }

  /** Whether this machine's devices may write. */
  public OwnDevices devices() {
    return devices;
  }

  /**
   * Signs a head of the set as it is now, and keeps it.
   *
   * @throws LimitException if the profile is full
   * @throws DoubtException if the device may not write
   */
  public Encoded<Head> writeHead(Cid device, SigningKey key) {
    return database.write(
        tx -> {
          History history = history(tx);
          devices.require(tx, history, device);
          return signed(tx, history, device, key);
        });
  }

  private Encoded<Head> signed(Tx tx, History history, Cid device, SigningKey key) {
    Encoded<Head> head = nextHead(tx, history, device, key);
    putHead(tx, head, true);
    return head;
  }

  private void putHead(Tx tx, Encoded<Head> head, boolean own) {
    long now = clock.instant().getEpochSecond();
    HeadTable.put(tx, row.id(), head.value().device(), head.block(), now, own);
  }

  @Override
  public Taken take(Batch batch) {
    return change((tx, history) -> taken(tx, history, batch));
  }

  private Taken taken(Tx tx, History history, Batch batch) {
    Intake intake = new Intake(history);
    intake.offer(batch);
    History.Change change = settle(tx, history, row.own());
    return intake.taken(change);
  }

  /** Whether {@link #eraseSome} or {@link #restore} may have something to do. */
  public boolean mayErase() {
    return database.read(
        tx ->
            !ErasureTable.some(tx, row.id(), 1).isEmpty()
                || DeletedCopyTable.count(tx, row.id()) > 0);
  }

  /**
   * Erases some of what void and deleted entries left behind; whether there may be more. Copies of
   * what another device of one's own deleted are sealed, if there is a seal.
   */
  public boolean eraseSome(Optional<CopySeal> seal) {
    if (database.read(tx -> ErasureTable.some(tx, row.id(), 1)).isEmpty()) {
      return false;
    }
    return change(
        (tx, history) -> {
          boolean any = erasing(tx, history).eraseSome(seal);
          History.Change unused = settle(tx, history, row.own());
          return any;
        });
  }

  /**
   * Takes some sealed copies of entries that stand again; which became visible by that, none once
   * there are no more. Copies whose time is over go.
   */
  public List<Cid> restore(List<CopySeal> seals) {
    if (database.read(tx -> DeletedCopyTable.count(tx, row.id())) == 0) {
      return List.of();
    }
    return change(
        (tx, history) -> {
          erasing(tx, history).expire();
          return erasing(tx, history)
              .restored(seals)
              .map(batch -> taken(tx, history, batch).arrived())
              .orElse(List.of());
        });
  }

  /**
   * Throws some sealed copies with numbers up to {@code last} away; how many, none once there are
   * no more.
   */
  public int discardCopies(long last) {
    return database.write(tx -> erasing(tx, history(tx)).discardSome(last));
  }

  /** Makes no sealed copies of what is still to be erased. */
  public void discardComingCopies() {
    database.write(
        tx -> {
          erasing(tx, history(tx)).discardComing();
          return row;
        });
  }

  /** Throws the sealed copy of an entry away; whether there was one. */
  public boolean discardCopy(Cid entry) {
    return database.write(tx -> erasing(tx, history(tx)).discard(entry));
  }

  private Erasing erasing(Tx tx, History history) {
    return new Erasing(tx, row.id(), row.own(), history, clock.instant().getEpochSecond());
  }

  /**
   * Makes some of the nodes that a large change left to be made; whether all are made. Until then
   * heads are without node.
   */
  public boolean makeNodes() {
    if (summary.head().isPresent() || summary.counts().live() == 0) {
      return true;
    }
    return change(
        (tx, history) -> {
          History.Change unused = settle(tx, history, row.own());
          return history.hasAllNodes();
        });
  }

  /**
   * Writes the next entry of a device of one's own, with a head that has it. {@code blocks} are
   * contents; the small ones among them become part of the set, all of them stay in the outbox
   * until the IPFS node has them.
   *
   * @throws LimitException if the profile is full, or would be
   * @throws DoubtException if the device may not write
   */
  public Written write(
      Cid device, SigningKey key, Encoded<Payload> payload, Collection<Block> blocks) {
    return change((tx, history) -> written(tx, history, device, key, payload, blocks));
  }

  private Written written(
      Tx tx,
      History history,
      Cid device,
      SigningKey key,
      Encoded<Payload> payload,
      Collection<Block> blocks) {
    devices.require(tx, history, device);
    Encoded<Entry> entry = NextEntry.of(history, device, key, payload);
    Offer offer = history.offer(entry, Optional.of(payload.bytes()));
    if (!(offer instanceof Offer.Accepted)) {
      throw new IllegalStateException("one's own entry is not accepted: " + offer);
    }
    packed(payload.value(), blocks).forEach(history::offerContent);
    boolean isDelete = Control.Delete.isIn(payload.value().body());
    History.Change unused = settle(tx, history, row.own() && !isDelete);
    OutboxTable.put(tx, row.id(), blocks);
    Encoded<Head> head = signed(tx, history, device, key);
    devices.wrote(tx, history, device, entry.cid());
    return new Written(entry, history.node(entry.cid()), head);
  }

  /**
   * What it would come to if a device wrote these; nothing is changed. It costs what writing costs,
   * and others wait as long.
   */
  public Rehearsal rehearse(Cid device, SigningKey key, List<Encoded<Payload>> payloads) {
    try {
      return change(
          (tx, history) -> {
            List<Supplier<List<Place>>> changes = new ArrayList<>();
            payloads.forEach(next -> changes.add(() -> tell(history, device, key, next)));
            throw new Rehearsal.Over(Rehearsal.of(history, changes));
          });
    } catch (Rehearsal.Over over) {
      return over.result;
    }
  }

  private static List<Place> tell(
      History history, Cid device, SigningKey key, Encoded<Payload> payload) {
    Encoded<Entry> entry = NextEntry.of(history, device, key, payload);
    Offer unused = history.offer(entry, Optional.of(payload.bytes()));
    return history.settle().rewritten();
  }

  /** A change of the set. */
  private interface Work<T> {
    T apply(Tx tx, History history);
  }

  private record Done<T>(T result, Summary summary) {}

  /** One after another; all of a change is durable, or nothing of it. */
  private <T> T change(Work<T> work) {
    changing.lock();
    try {
      Done<T> done =
          database.write(
              tx -> {
                History history = history(tx);
                T result = work.apply(tx, history);
                return new Done<>(result, Summary.of(history));
              });
      summary = done.summary();
      return done.result();
    } finally {
      changing.unlock();
    }
  }

  /** {@code keepCopies}: whether sealed copies of what falls stay here for a while. */
  private History.Change settle(Tx tx, History history, boolean keepCopies) {
    History.Change change = history.settle();
    index.write(tx, history, change);
    DeletedCopyTable.standAgain(tx, row.id(), change.appeared());
    ErasureTable.add(tx, row.id(), change.fallen(), keepCopies);
    if (change.lacksBytesAgain()) {
      MarkTable.clear(tx, row.id());
    }
    forgetLists(tx, history, change.rewritten());
    return change;
  }

  private void forgetLists(Tx tx, History history, List<Place> rewritten) {
    if (LooseTable.hasAny(tx, row.id())) {
      history.packsAt(rewritten).forEach(pack -> LooseTable.remove(tx, row.id(), pack));
    }
  }

  private static List<Block> packed(Payload payload, Collection<Block> blocks) {
    Set<Cid> packed = new HashSet<>();
    payload.packing().packed().forEach(content -> packed.add(content.link()));
    return blocks.stream().filter(block -> packed.contains(block.cid())).toList();
  }

  /** A device goes on from the head that it signed last, whatever others say in its name. */
  private Encoded<Head> nextHead(Tx tx, History history, Cid device, SigningKey key) {
    if (history.isFull()) {
      throw LimitException.full(history.packs().size());
    }
    long seq =
        heads(tx).stream()
            .filter(head -> head.value().device().equals(device))
            .mapToLong(head -> Math.min(head.value().seq() + 1, Limits.MAX_INTEGER))
            .findFirst()
            .orElse(0);
    return NextHead.last(history, device, key, seq, clock.instant().getEpochSecond());
  }
}
