package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Derived;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.NextEntry;
import dagbok.dag.NextHead;
import dagbok.dag.Offer;
import dagbok.dag.PlainHistory;
import dagbok.dag.Standing;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Limits;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.HeadTable;
import dagbok.store.ItemTable;
import dagbok.store.MarkTable;
import dagbok.store.MarkTable.Mark;
import dagbok.store.OutboxTable;
import dagbok.store.PostTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One held profile: its set, in memory and in the store alike, and what follows from it. Changes
 * follow one another; each is durable when its method returns. Thread-safe.
 */
public final class Replica {
  private final ReentrantLock changing = new ReentrantLock();
  private final ProfileTable.Row row;
  private final Database database;
  private final Clock clock;
  private final PostIndex index;
  private final ReplicaLoader loader;

  /** Memory may be ahead of what is durable, after a change that failed. */
  private boolean ahead;

  private History history;
  private volatile Derived derived;
  private final AtomicLong bytes;

  private Replica(ProfileTable.Row row, Database database, Clock clock, ReplicaLoader loader) {
    this.row = row;
    this.database = database;
    this.clock = clock;
    this.index = new PostIndex(row.id(), row.own(), clock, database.read(this::indexed));
    this.loader = loader;
    this.history = loader.load();
    this.derived = history.derive();
    this.bytes = new AtomicLong(database.read(tx -> ItemTable.bytes(tx, row.id())));
  }

  /** The replica of a profile, read from the store. */
  public static Replica open(
      ProfileTable.Row row, Database database, Clock clock, Verifier verifier) {
    return open(row, database, clock, id -> new PlainHistory(id, verifier));
  }

  static Replica open(
      ProfileTable.Row row,
      Database database,
      Clock clock,
      Function<ProfileId, History> histories) {
    return new Replica(row, database, clock, new ReplicaLoader(row, database, histories));
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

  /** What writing an entry gave. */
  public record Written(Encoded<Entry> entry, Derived derived, Encoded<Head> head) {}

  /**
   * How a replica is at one moment.
   *
   * @param outboxEnd the place of the newest block in the outbox
   * @param unsaved posts that the IPFS node has not confirmed
   */
  public record Moment(Derived derived, long outboxEnd, List<Cid> unsaved) {
    /** Copies the list. */
    public Moment {
      unsaved = List.copyOf(unsaved);
    }
  }

  /** Whose profile this is. */
  public ProfileId profile() {
    return row.profile();
  }

  /** Its row in the store. */
  public long row() {
    return row.id();
  }

  /** Whether it is this person's own. */
  public boolean own() {
    return row.own();
  }

  /** What follows from the set as it is now. */
  public Derived derived() {
    return derived;
  }

  /** The snapshot's CID; empty if the profile is full. */
  public Optional<Cid> snapshot() {
    return derived.room().map(Encoded::cid);
  }

  /** How many bytes of entries, payloads and small contents it has taken in. */
  public long bytes() {
    return bytes.get();
  }

  /** What follows from the set, and what of it the IPFS node has not confirmed, at one moment. */
  public Moment moment() {
    return inTurn(
        () ->
            database.read(
                tx ->
                    new Moment(
                        derived, OutboxTable.end(tx, row.id()), PostTable.unsaved(tx, row.id()))));
  }

  /**
   * Whether one has all that a head speaks of: its snapshot is one's own, or was taken in whole. A
   * head that names another node for one's own snapshot is wrong.
   */
  public boolean isInStep(Head head) {
    if (snapshot().equals(Optional.of(head.snapshot()))) {
      return !contradicts(head);
    }
    return mark(head.snapshot()).equals(Optional.of(Mark.DONE));
  }

  /** Whether a head names another node than follows from its snapshot, which is one's own. */
  public boolean contradicts(Head head) {
    Derived now = derived;
    boolean same = now.room().map(Encoded::cid).equals(Optional.of(head.snapshot()));
    return same && head.node().isPresent() && !head.node().equals(now.head());
  }

  /** What was found of a pack or snapshot. */
  public Optional<Mark> mark(Cid cid) {
    return database.read(tx -> MarkTable.find(tx, row.id(), cid));
  }

  /** Packed contents that entries name which lack something else. */
  Set<Cid> namedByIncomplete() {
    return inTurn(
        () -> {
          Set<Cid> named = new HashSet<>();
          derived
              .standings()
              .forEach(
                  (entry, standing) -> {
                    if (standing == Standing.INCOMPLETE) {
                      history.member(entry).flatMap(Member::payload).stream()
                          .flatMap(payload -> payload.value().packing().packed().stream())
                          .forEach(content -> named.add(content.link()));
                    }
                  });
          return named;
        });
  }

  /** An entry of the set. */
  public Optional<Member> member(Cid entry) {
    return inTurn(() -> history.member(entry));
  }

  /** The newest heads known, one a device, the last that came first. */
  public List<Encoded<Head>> heads() {
    List<Encoded<Head>> heads = new ArrayList<>();
    for (Block block : database.read(tx -> HeadTable.all(tx, row.id()))) {
      try {
        heads.add(Encoded.decode(block, Head::decode));
      } catch (SchemaException e) {
        throw new IllegalStateException("the store holds a head that is none", e);
      }
    }
    return heads;
  }

  /** The bytes of a small content, if they are here. */
  public Optional<Block> content(Cid cid) {
    return database.read(tx -> ContentTable.get(tx, cid)).map(bytes -> new Block(cid, bytes));
  }

  /**
   * Keeps a head, checked by the caller, as the newest of its device; unless one stands that was
   * signed here.
   */
  public void keepHead(Encoded<Head> head) {
    database.write(
        tx -> {
          putHead(tx, head, false);
          return head;
        });
  }

  /**
   * Signs a head of the set as it is now, and keeps it.
   *
   * @throws LimitException if the profile is full
   */
  public Encoded<Head> writeHead(Cid device, SigningKey key) {
    return inTurn(
        () -> {
          Encoded<Head> head = nextHead(device, key);
          database.write(
              tx -> {
                putHead(tx, head, true);
                return head;
              });
          return head;
        });
  }

  private void putHead(Tx tx, Encoded<Head> head, boolean own) {
    long now = clock.instant().getEpochSecond();
    HeadTable.put(tx, row.id(), head.value().device(), head.block(), now, own);
  }

  /** Takes in what is right of a batch, and says what became of the rest. */
  public Taken take(Batch batch) {
    return inTurn(() -> taken(batch));
  }

  private Taken taken(Batch batch) {
    Intake intake = new Intake(history);
    intake.offer(batch.items());
    Collection<Block> contents = wanted(batch);
    contents.forEach(history::offerContent);
    if (intake.accepted().isEmpty() && contents.isEmpty()) {
      return new Taken(0, intake.waiting(), intake.refused(), List.of());
    }
    Derived next = history.derive();
    PostIndex.Change change =
        database.write(
            tx -> {
              intake.accepted().forEach(cid -> addItem(tx, cid));
              contents.forEach(content -> ContentTable.put(tx, content));
              if (lacksBytesAgain(derived, next)) {
                MarkTable.clear(tx, row.id());
              }
              return index.write(tx, history, next);
            });
    index.apply(change);
    grow(intake.accepted(), contents);
    derived = next;
    return new Taken(
        intake.accepted().size(), intake.waiting(), intake.refused(), change.arrived());
  }

  /** Whether an entry would be live now, and was not before, but for bytes that one lacks. */
  private static boolean lacksBytesAgain(Derived before, Derived after) {
    return after.standings().entrySet().stream()
        .filter(entry -> entry.getValue() == Standing.INCOMPLETE)
        .map(entry -> before.standings().get(entry.getKey()))
        .anyMatch(standing -> standing == Standing.VOID || standing == Standing.DELETED);
  }

  private void grow(Collection<Cid> entries, Collection<Block> contents) {
    long more = contents.stream().mapToLong(block -> block.bytes().length).sum();
    for (Cid entry : entries) {
      Member member = history.member(entry).orElseThrow();
      more += member.entry().bytes().length;
      more += member.payload().map(payload -> payload.bytes().length).orElse(0);
    }
    bytes.addAndGet(more);
  }

  /**
   * Writes the next entry of a device of one's own, with a head that has it. {@code blocks} are
   * contents; the small ones among them become part of the set, all of them stay in the outbox
   * until the IPFS node has them.
   *
   * @throws LimitException if the profile is full, or would be
   */
  public Written write(
      Cid device, SigningKey key, Encoded<Payload> payload, Collection<Block> blocks) {
    return inTurn(() -> written(device, key, payload, blocks));
  }

  private Written written(
      Cid device, SigningKey key, Encoded<Payload> payload, Collection<Block> blocks) {
    Encoded<Entry> entry = NextEntry.of(history, device, key, payload);
    Offer offer = history.offer(entry, Optional.of(payload.bytes()));
    if (!(offer instanceof Offer.Accepted)) {
      throw new IllegalStateException("one's own entry is not accepted: " + offer);
    }
    List<Block> packed = packed(payload.value(), blocks);
    packed.forEach(history::offerContent);
    Encoded<Head> head = nextHead(device, key);
    Derived next = history.derive();
    PostIndex.Change change =
        database.write(
            tx -> {
              addItem(tx, entry.cid());
              packed.forEach(block -> ContentTable.put(tx, block));
              OutboxTable.put(tx, row.id(), blocks);
              putHead(tx, head, true);
              return index.write(tx, history, next);
            });
    index.apply(change);
    grow(List.of(entry.cid()), packed);
    derived = next;
    return new Written(entry, next, head);
  }

  private static List<Block> packed(Payload payload, Collection<Block> blocks) {
    Set<Cid> packed = new HashSet<>();
    payload.packing().packed().forEach(content -> packed.add(content.link()));
    return blocks.stream().filter(block -> packed.contains(block.cid())).toList();
  }

  /** A device goes on from the head that it signed last, whatever others say in its name. */
  private Encoded<Head> nextHead(Cid device, SigningKey key) {
    int packs = history.derive().packs().size();
    if (history.derive().isFull()) {
      throw LimitException.full(packs);
    }
    long seq =
        heads().stream()
            .filter(head -> head.value().device().equals(device))
            .mapToLong(head -> Math.min(head.value().seq() + 1, Limits.MAX_INTEGER))
            .findFirst()
            .orElse(0);
    return NextHead.of(history, device, key, seq, clock.instant().getEpochSecond());
  }

  private void addItem(Tx tx, Cid cid) {
    Member member = history.member(cid).orElseThrow();
    Encoded<Entry> entry = member.entry();
    Optional<byte[]> payload = member.payload().map(Encoded::bytes);
    ItemTable.add(tx, row.id(), cid, entry.value().height(), entry.bytes(), payload);
  }

  /**
   * One after another. Work that fails halfway leaves memory ahead of the store; whatever comes
   * next begins with what is durable.
   */
  private <T> T inTurn(Supplier<T> work) {
    changing.lock();
    try {
      if (ahead) {
        history = loader.load();
        derived = history.derive();
        ahead = false;
      }
      return work.get();
    } catch (RuntimeException | Error e) {
      ahead = true;
      throw e;
    } finally {
      changing.unlock();
    }
  }

  /**
   * Of the contents that came and are not here, those that an item of the batch, once accepted,
   * names in their length.
   */
  private Collection<Block> wanted(Batch batch) {
    if (batch.contents().isEmpty()) {
      return List.of();
    }
    Map<Cid, Block> came = new HashMap<>();
    batch.contents().stream()
        .filter(block -> history.content(block.cid()).isEmpty())
        .forEach(block -> came.put(block.cid(), block));
    Map<Cid, Block> wanted = new LinkedHashMap<>();
    for (Item item : batch.items()) {
      Optional<Encoded<Payload>> payload =
          history.member(item.entry().cid()).flatMap(Member::payload);
      List<Content> packed = payload.map(p -> p.value().packing().packed()).orElse(List.of());
      for (Content content : packed) {
        Block block = came.get(content.link());
        if (block != null && block.bytes().length == content.size()) {
          wanted.put(block.cid(), block);
        }
      }
    }
    return wanted.values();
  }

  private Set<Cid> indexed(Tx tx) {
    return new HashSet<>(PostTable.entries(tx, row.id()));
  }
}
