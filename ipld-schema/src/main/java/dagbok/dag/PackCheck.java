package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a pack shows by itself and against its line in a snapshot: checks 7, 8 and 10 of
 * docs/protocol.md, "Order of checks". Whether its entries are right, and the right ones, only a
 * {@link History} can tell.
 */
public final class PackCheck {
  private final PackRef ref;
  private final Pack pack;
  private final List<Arrival> arrivals = new ArrayList<>();
  private final List<Offer.Refused> refused = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Cid, Long> sizes = new TreeMap<>();
  private final Set<Cid> links = new TreeSet<>();
  private final Set<Long> times = new HashSet<>();
  private long earliest = Long.MAX_VALUE;
  private long latest;
  private @Nullable Encoded<Entry> previous;

  private PackCheck(PackRef ref, Pack pack) {
    this.ref = ref;
    this.pack = pack;
  }

  /**
   * The pack that {@code block} holds, if nothing is wrong with it.
   *
   * @throws SchemaException with the first fault
   */
  public static Pack check(PackRef ref, Block block) throws SchemaException {
    Pack pack = decode(ref, block.bytes());
    List<Fault> faults = open(ref, pack).faults();
    if (!faults.isEmpty()) {
      throw faults.get(0).toException();
    }
    return pack;
  }

  /**
   * Check 7, and the length: a pack of at most 1 MiB that hashes to its CID and has the form of
   * one.
   *
   * @throws SchemaException if it has not
   */
  static Pack decode(PackRef ref, byte[] bytes) throws SchemaException {
    if (bytes.length > Pack.MAX_BYTES || bytes.length != ref.bytes()) {
      throw refusal(ref, ref.bytes() + " bytes, as the snapshot says", bytes.length + " bytes");
    }
    if (!ref.pack().matches(bytes)) {
      throw refusal(ref, "bytes that hash to this", "others");
    }
    return Pack.decode(bytes);
  }

  private static SchemaException refusal(PackRef ref, String expected, String found) {
    return new SchemaException(ref.pack(), expected, found);
  }

  /**
   * A pack that was looked through.
   *
   * @param arrivals its items, in its order, each read once
   * @param refused those that can be in no set, whatever the rest of the pack is; or the pack, if
   *     it has not the form of one
   * @param faults everything that is wrong with it, those included; empty if nothing is
   */
  public record Opened(
      List<Arrival> arrivals,
      List<Block> contents,
      List<Offer.Refused> refused,
      List<Fault> faults) {
    /** Copies the lists. */
    public Opened {
      arrivals = List.copyOf(arrivals);
      contents = List.copyOf(contents);
      refused = List.copyOf(refused);
      faults = List.copyOf(faults);
    }
  }

  /** Looks through a pack whose form is right. */
  public static Opened open(PackRef ref, Pack pack) {
    PackCheck check = new PackCheck(ref, pack);
    pack.items().forEach(check::item);
    check.reference();
    check.contents();
    return new Opened(check.arrivals, pack.contents(), check.refused, check.faults);
  }

  /** Looks through what came as a pack, its hash apart. */
  public static Opened open(PackRef ref, byte[] bytes) {
    try {
      return open(ref, Pack.decode(bytes));
    } catch (SchemaException e) {
      return new Opened(
          List.of(),
          List.of(),
          List.of(Offer.refused(ref.pack(), e)),
          List.of(Fault.of(ref.pack(), e)));
    }
  }

  private void item(Item item) {
    Encoded<Entry> entry;
    try {
      entry = Encoded.decode(item.entry(), Entry::decode);
    } catch (SchemaException e) {
      faults.add(Fault.of(item.entry().cid(), e));
      refused.add(Offer.refused(item.entry().cid(), e));
      return;
    }
    checkOrder(entry);
    if (item instanceof Item.Whole whole) {
      whole(entry, whole.payload());
    } else {
      arrivals.add(alone(entry));
      if (entry.value().control()) {
        add(entry.cid(), "a control entry with its payload", "a stub");
      }
    }
  }

  private static Arrival alone(Encoded<Entry> entry) {
    return new Arrival(entry, Optional.empty(), Optional.empty());
  }

  private void checkOrder(Encoded<Entry> entry) {
    Encoded<Entry> before = previous;
    long height = entry.value().height();
    if (before == null) {
      expect("lowHeight", height, ref.lowHeight());
    } else if (!isBefore(before, entry)) {
      add(entry.cid(), "items sorted by height and CID, each once", "it after " + before.cid());
    }
    previous = entry;
  }

  /** Whether one entry comes before another in canonical order. */
  static boolean isBefore(Encoded<Entry> one, Encoded<Entry> other) {
    int order = Long.compare(one.value().height(), other.value().height());
    return order != 0 ? order < 0 : one.cid().compareTo(other.cid()) < 0;
  }

  private void whole(Encoded<Entry> entry, Block block) {
    if (!entry.value().payload().equals(block.cid())) {
      add(entry.cid(), "payload " + entry.value().payload(), block.cid().toString());
      arrivals.add(alone(entry));
      return;
    }
    Encoded<Payload> payload;
    try {
      payload = Encoded.decode(block, Payload::decode);
    } catch (SchemaException e) {
      faults.add(Fault.of(block.cid(), e));
      if (entry.value().control()) {
        refused.add(Offer.refused(entry.cid(), e));
      } else {
        arrivals.add(alone(entry));
      }
      return;
    }
    arrivals.add(new Arrival(entry, Optional.of(payload), Optional.empty()));
    if (entry.value().control()) {
      times.add(payload.value().time());
      return;
    }
    if (payload.value().body().isControl()) {
      add(block.cid(), "a kind that is not control", payload.value().body().kind());
    }
    live(payload.value());
  }

  /** A payload that only a live entry can have here. */
  private void live(Payload payload) {
    times.add(payload.time());
    earliest = Math.min(earliest, payload.time());
    latest = Math.max(latest, payload.time());
    links.addAll(payload.packing().linked());
    for (Content content : payload.packing().packed()) {
      Long other = sizes.put(content.link(), content.size());
      if (other != null && other != content.size()) {
        add(content.link(), "one size of a packed content", other + " and " + content.size());
      }
    }
  }

  /** Check 8: the snapshot says the truth of the pack, as far as the pack alone can tell. */
  private void reference() {
    expect("items", pack.items().size(), ref.items());
    if (pack.items().isEmpty()) {
      add(ref.pack(), "a pack with items", "none");
    }
    if (previous != null) {
      expect("highHeight", previous.value().height(), ref.highHeight());
    }
    boolean around = earliest >= ref.since() && latest <= ref.until();
    boolean nothing = times.isEmpty() || earliest == Long.MAX_VALUE;
    boolean exact = times.contains(ref.since()) && times.contains(ref.until());
    boolean zero = nothing && ref.since() == 0 && ref.until() == 0;
    if (!zero && !(around && exact)) {
      add(ref.pack(), "since and until of its live entries", ref.since() + " to " + ref.until());
    }
  }

  private void expect(String what, long truth, long said) {
    if (truth != said) {
      add(ref.pack(), what + " " + truth, "a snapshot that says " + said);
    }
  }

  /** Check 10: the contents of its live entries, all of them and nothing else. */
  private void contents() {
    Set<Cid> missing = new TreeSet<>(sizes.keySet());
    for (Block content : pack.contents()) {
      Long size = sizes.get(content.cid());
      missing.remove(content.cid());
      if (size == null) {
        add(content.cid(), "contents that live entries name", "another");
      } else if (size != content.bytes().length) {
        add(content.cid(), size + " bytes of content", content.bytes().length + " bytes");
      }
    }
    missing.forEach(cid -> add(cid, "this content in pack " + ref.pack(), "none"));
    if (!links.equals(Set.copyOf(pack.links()))) {
      add(ref.pack(), links.size() + " links to what live entries name", "others");
    }
  }

  private void add(Cid cid, String expected, String found) {
    faults.add(new Fault(cid, expected, found));
  }
}
