package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.dag.Derived;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.NextEntry;
import dagbok.dag.Offer;
import dagbok.dag.PlainHistory;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.HeadTable;
import dagbok.store.ItemTable;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One held profile: its set, in memory and in the store alike, and what follows from it. Changes
 * follow one another; each is durable when its method returns. Thread-safe.
 */
public final class Replica {
  private static final int LOAD_PAGE_ITEMS = 1_000;

  private final ReentrantLock changing = new ReentrantLock();
  private final ProfileTable.Row row;
  private final Database database;
  private final Clock clock;
  private final PostIndex index;

  /** Memory may be ahead of what is durable, after a change that failed. */
  private boolean ahead;

  private History history;
  private volatile Derived derived;

  private Replica(ProfileTable.Row row, Database database, Clock clock) {
    this.row = row;
    this.database = database;
    this.clock = clock;
    this.index = new PostIndex(row.id(), row.own(), clock, database.read(this::indexed));
    this.history = load();
    this.derived = history.derive();
  }

  /** The replica of a profile, read from the store. */
  public static Replica open(ProfileTable.Row row, Database database, Clock clock) {
    return new Replica(row, database, clock);
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

  /** Keeps a head, checked by the caller, as the newest of its device. */
  public void keepHead(Encoded<Head> head) {
    database.write(
        tx -> {
          putHead(tx, head);
          return head;
        });
  }

  private void putHead(Tx tx, Encoded<Head> head) {
    long now = clock.instant().getEpochSecond();
    HeadTable.put(tx, row.id(), head.value().device(), head.block(), now);
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
              return index.write(tx, history, next);
            });
    index.apply(change);
    derived = next;
    return new Taken(
        intake.accepted().size(), intake.waiting(), intake.refused(), change.arrived());
  }

  /**
   * Writes the next entry of a device of one's own, with a head that has it. {@code blocks} are
   * contents; the small ones among them become part of the set, all of them stay in the outbox
   * until the IPFS node has them.
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
    Derived next = history.derive();
    Encoded<Head> head = nextHead(device, key, next);
    PostIndex.Change change =
        database.write(
            tx -> {
              addItem(tx, entry.cid());
              packed.forEach(block -> ContentTable.put(tx, block));
              OutboxTable.put(tx, row.id(), blocks);
              putHead(tx, head);
              return index.write(tx, history, next);
            });
    index.apply(change);
    derived = next;
    return new Written(entry, next, head);
  }

  private static List<Block> packed(Payload payload, Collection<Block> blocks) {
    Set<Cid> packed = new HashSet<>();
    payload.packing().packed().forEach(content -> packed.add(content.link()));
    return blocks.stream().filter(block -> packed.contains(block.cid())).toList();
  }

  private Encoded<Head> nextHead(Cid device, SigningKey key, Derived next) {
    long seq =
        heads().stream()
            .filter(head -> head.value().device().equals(device))
            .mapToLong(head -> head.value().seq() + 1)
            .findFirst()
            .orElse(0);
    Head unsigned =
        new Head(
            profile(),
            next.snapshot().cid(),
            device,
            seq,
            clock.instant().getEpochSecond(),
            Entry.UNSIGNED,
            next.head(),
            Optional.empty());
    return Encoded.of(unsigned.signedBy(key));
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
        history = load();
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
   * Of the contents that came, those that an item of the batch, once accepted, names in their
   * length.
   */
  private Collection<Block> wanted(Batch batch) {
    if (batch.contents().isEmpty()) {
      return List.of();
    }
    Map<Cid, Block> came = new HashMap<>();
    batch.contents().forEach(block -> came.put(block.cid(), block));
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

  private History load() {
    History loaded = new PlainHistory(profile(), Verifier.ed25519());
    long height = -1;
    byte[] after = new byte[0];
    while (true) {
      long fromHeight = height;
      byte[] fromEntry = after;
      List<ItemTable.Row> page =
          database.read(tx -> ItemTable.page(tx, row.id(), fromHeight, fromEntry, LOAD_PAGE_ITEMS));
      for (ItemTable.Row item : page) {
        height = reload(loaded, item);
        after = item.entry().toBytes();
      }
      if (page.size() < LOAD_PAGE_ITEMS) {
        return loaded;
      }
    }
  }

  private long reload(History loaded, ItemTable.Row item) {
    try {
      Block block = new Block(item.entry(), item.bytes());
      Encoded<Entry> entry = Encoded.decode(block, Entry::decode);
      if (!(loaded.offer(entry, item.payload()) instanceof Offer.Accepted)) {
        throw new IllegalStateException(
            "the store holds an entry that is not right: " + block.cid());
      }
      loaded
          .member(entry.cid())
          .flatMap(Member::payload)
          .ifPresent(payload -> reloadContents(loaded, payload.value()));
      return entry.value().height();
    } catch (SchemaException e) {
      throw new IllegalStateException("the store holds an entry that is none: " + item.entry(), e);
    }
  }

  private void reloadContents(History loaded, Payload payload) {
    payload.packing().packed().forEach(c -> content(c.link()).ifPresent(loaded::offerContent));
  }

  private Set<Cid> indexed(Tx tx) {
    return new HashSet<>(PostTable.entries(tx, row.id()));
  }
}
