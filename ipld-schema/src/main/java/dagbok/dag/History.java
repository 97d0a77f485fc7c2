package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.DeviceKey;
import dagbok.crypto.Verifier;
import dagbok.schema.Content;
import dagbok.schema.Control;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.schema.Snapshot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The set of one profile: accepted entries, the payloads one has of them, and the bytes of their
 * packed contents; and what the protocol's functions give for it. It only grows, but for what is
 * erased, and what it gives depends on the set alone and never on the order in which things came.
 *
 * <p>The set is in a {@link State}. What comes is taken in by {@link #offer}, {@link #offerContent}
 * and {@link #erase}, and {@link #settle} then brings what follows from it up to date: in time that
 * depends on what changed, not on how large the profile is. Between these the other methods speak
 * of what was settled last.
 *
 * <p>Arrays that are offered are kept and must not be changed. Not thread-safe; what it returns is
 * immutable.
 */
public final class History {
  /** How many nodes {@link #settle} makes at most, beside those of new entries. */
  public static final int MAX_NODES = 2_000;

  private final ProfileId profile;
  private final int maxPacks;
  private final State state;
  private final Rows rows;
  private final Contents contents;
  private final Admission admission;
  private final Nodes nodes;
  private final Packs packs;
  private final Settlement settlement;

  /**
   * The set in {@code state}, which is this profile's and nobody else's as long as this is used.
   */
  public History(ProfileId profile, State state, Verifier verifier) {
    this(profile, state, verifier, Snapshot.MAX_PACKS);
  }

  /** The same, full with fewer packs than the protocol lets it have. */
  public History(ProfileId profile, State state, Verifier verifier, int maxPacks) {
    this.profile = profile;
    this.maxPacks = maxPacks;
    this.state = state;
    this.rows = new Rows(state);
    this.contents = new Contents(state);
    Touched touched = new Touched(rows);
    Standings standings = new Standings(rows, state, contents, touched);
    Acceptance acceptance = new Acceptance(profile, verifier, rows);
    this.admission = new Admission(rows, state, contents, touched, acceptance, standings);
    this.nodes = new Nodes(profile, rows, state);
    this.packs = new Packs(rows, state, contents);
    this.settlement =
        new Settlement(rows, state, contents, touched, admission, standings, nodes, packs);
  }

  /**
   * An accepted entry. {@code payload} is empty if one lacks it, or if it has not the generic form.
   */
  public record Member(Encoded<Entry> entry, Optional<Encoded<Payload>> payload) {
    /** The entry's CID. */
    public Cid cid() {
      return entry.cid();
    }

    /** What kind of control entry this is; empty if it is none, or of a kind that does nothing. */
    public <T extends Control> Optional<T> control(Class<T> kind) {
      if (!entry.value().control() || payload.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Control.of(payload.get().value().body()).filter(kind::isInstance).map(kind::cast);
      } catch (SchemaException e) {
        throw new IllegalStateException("a control entry was accepted with a wrong payload", e);
      }
    }
  }

  /**
   * What came of settling.
   *
   * @param appeared entries that are live now and were not; control entries are not named
   * @param vanished those that were and no longer are
   * @param fallen entries that something happened to and that are void or deleted, not control,
   *     with a payload that {@link #erasable} may name
   * @param lacksBytesAgain whether an entry that was void or deleted now only lacks bytes
   * @param rewritten where nodes are other than before
   */
  public record Change(
      List<Cid> appeared,
      List<Cid> vanished,
      List<Cid> fallen,
      boolean lacksBytesAgain,
      List<Place> rewritten) {
    /** Copies the lists. */
    public Change {
      appeared = List.copyOf(appeared);
      vanished = List.copyOf(vanished);
      fallen = List.copyOf(fallen);
      rewritten = List.copyOf(rewritten);
    }
  }

  /** Whose set this is. */
  public ProfileId profile() {
    return profile;
  }

  /**
   * Says what will be offered, all at once, so that looking for it one by one costs less. Changes
   * nothing.
   */
  public void expect(Collection<Arrival> arrivals) {
    admission.expect(arrivals);
  }

  /**
   * Judges an entry by {@code accept} and takes it in. A payload that came with it is kept; a
   * control entry waits for its own. Offering again what is there gives {@link Offer.Accepted}, and
   * adds a payload that was missing.
   */
  public Offer offer(Arrival arrival) {
    return admission.offer(arrival);
  }

  /** The same with a payload's bytes, kept if they hash to what the entry names. */
  public Offer offer(Encoded<Entry> entry, Optional<byte[]> payload) {
    try {
      return offer(Arrival.of(entry, payload.map(bytes -> Block.of(Multicodec.DAG_CBOR, bytes))));
    } catch (SchemaException e) {
      return Offer.refused(entry.cid(), e);
    }
  }

  /**
   * Takes in the bytes of a small content, whether or not something names it yet; they count for
   * every payload that names them in this length. The block's hash is taken to be checked.
   */
  public void offerContent(Block content) {
    admission.offerContent(content);
  }

  /**
   * Takes away the payload of a non-control entry, and the bytes of these contents; for what {@link
   * #erasable} lists, since all entries that name the same bytes lose them.
   *
   * @throws IllegalArgumentException if the entry is control or not there
   */
  public void erase(Cid entry, Collection<Cid> contents) {
    admission.erase(entry, contents);
  }

  /** An accepted entry. */
  public Optional<Member> member(Cid entry) {
    return Optional.ofNullable(rows.find(entry)).map(this::member);
  }

  private Member member(EntryRow row) {
    boolean counts = row.bytes == EntryRow.Bytes.HERE;
    return new Member(rows.entry(row), counts ? rows.payload(row) : Optional.empty());
  }

  /** The payload of an entry, if its bytes are there, whether or not it counts. */
  public Optional<Encoded<Payload>> payload(Cid entry) {
    return Optional.ofNullable(rows.find(entry)).flatMap(rows::payload);
  }

  /** The bytes of a small content, if they are there. */
  public Optional<Block> content(Cid content) {
    return contents.find(content);
  }

  /**
   * Brings up to date what follows from the set; but for nodes that are more than can be made in
   * one go, see {@link #hasAllNodes}.
   */
  public Change settle() {
    return settlement.settle();
  }

  /** How much there is. */
  public State.Counts counts() {
    return state.counts();
  }

  /** How an entry stands, if it is accepted. */
  public Optional<Standing> standing(Cid entry) {
    return Optional.ofNullable(rows.find(entry)).map(row -> row.standing);
  }

  /** Whether an entry is accepted and live. */
  public boolean isLive(Cid entry) {
    return standing(entry).filter(Standing.LIVE::equals).isPresent();
  }

  /** Whether a delete that stands names an entry, present or not. */
  public boolean isDeleted(Cid entry) {
    return state.deletes(entry) > 0;
  }

  /** Whether an entry is live or behind one that is. */
  public boolean isKept(Cid entry) {
    EntryRow row = rows.find(entry);
    return row != null && row.isKept();
  }

  /** The key of a device, by its grant or the root entry, in force or not. */
  public Optional<DeviceKey> key(Cid device) {
    return Optional.ofNullable(rows.find(device))
        .flatMap(row -> rows.findDevice(row.id()))
        .map(DeviceRow::key);
  }

  /** Whether a device, by its grant or the root entry, is in force. */
  public boolean isInForce(Cid device) {
    EntryRow row = rows.find(device);
    return row != null && rows.findDevice(row.id()).filter(DeviceRow::inForce).isPresent();
  }

  /**
   * The last entry of a device's longest chain of {@code own}; before its first, itself. Empty if
   * the device is not in force.
   */
  public Optional<Cid> last(Cid device) {
    EntryRow row = rows.find(device);
    return Optional.ofNullable(row)
        .flatMap(found -> rows.findDevice(found.id()))
        .filter(DeviceRow::inForce)
        .map(found -> rows.get(found.last()).cid());
  }

  /** Whether two entries of a device have one {@code own}, as far as they count. */
  public boolean isForked(Cid device) {
    EntryRow row = rows.find(device);
    return row != null && rows.findDevice(row.id()).filter(DeviceRow::forked).isPresent();
  }

  /** The highest kept entries, from the last in canonical order on. */
  public List<Cid> newest(int limit) {
    return cids(state.newestKept(limit));
  }

  /** The devices in force, by their grant or the root entry. */
  public List<Cid> devices() {
    return state.devicesInForce().stream().map(device -> rows.get(device.id()).cid()).toList();
  }

  /**
   * A device that was granted.
   *
   * @param by the device that granted it
   * @param last the last entry of its longest chain of {@code own}; its grant if it has none
   * @param inForce whether it may write still
   */
  public record Granted(Cid device, Cid by, Cid last, boolean inForce) {}

  /** All devices but the profile key, in force or not, in the order in which they came here. */
  public List<Granted> granted() {
    return state.devices().stream()
        .filter(device -> device.granter() != device.id())
        .map(
            device ->
                new Granted(
                    rows.get(device.id()).cid(),
                    rows.get(device.granter()).cid(),
                    rows.get(device.last()).cid(),
                    device.inForce()))
        .toList();
  }

  /**
   * Entries that two others of one device have as their {@code own}: the device's key is in use
   * twice, and the owner should be told.
   */
  public List<Cid> forks() {
    return state.forks(Integer.MAX_VALUE);
  }

  /** Whether there are any. */
  public boolean isForked() {
    return !state.forks(1).isEmpty();
  }

  /** The maximal live entries: those that are not among the nearest live ancestors of another. */
  public List<Cid> tips() {
    return tipPlaces().stream().map(Place::entry).toList();
  }

  /** The same with their heights. */
  List<Place> tipPlaces() {
    return state.tips().stream().map(State.Tip::place).toList();
  }

  private List<Cid> cids(List<Long> ids) {
    return ids.stream().map(id -> rows.get(id).cid()).toList();
  }

  /**
   * What an entry's payload names, and the payload itself, as far as it is there and only void and
   * deleted entries need it.
   */
  public Set<Cid> erasable(Cid entry) {
    EntryRow found = rows.find(entry);
    if (found == null || found.bytes == EntryRow.Bytes.ABSENT) {
      return Set.of();
    }
    Cid payload = found.facts().payload();
    List<EntryRow> naming = rows.byPayload(payload).stream().map(rows::get).toList();
    Set<Cid> erasable = new LinkedHashSet<>();
    if (naming.stream().noneMatch(row -> row.isControl() || row.needsContents())) {
      erasable.add(payload);
    }
    for (Content content : rows.payload(found).orElseThrow().value().contents()) {
      boolean isHere = contents.length(content.link()) >= 0;
      if (isHere && state.needing(content.link(), 1).isEmpty()) {
        erasable.add(content.link());
      }
    }
    return erasable;
  }

  /** Whether a payload or small content is named, but by void and deleted entries alone. */
  public boolean isUnneeded(Cid block) {
    List<EntryRow> naming = rows.byPayload(block).stream().map(rows::get).toList();
    if (!naming.isEmpty()) {
      return naming.stream()
          .noneMatch(
              row ->
                  row.isControl()
                      || row.standing == Standing.LIVE
                      || row.standing == Standing.INCOMPLETE);
    }
    return contents.length(block) >= 0 && state.needing(block, 1).isEmpty();
  }

  /** Whether all nodes are made; a large change takes several calls of {@link #settle}. */
  public boolean hasAllNodes() {
    return state.stale(1).isEmpty();
  }

  /** The node of a live entry; empty while it still is to be made. */
  public Optional<Cid> node(Cid entry) {
    EntryRow row = rows.find(entry);
    if (row == null || !row.isLive()) {
      return Optional.empty();
    }
    Optional<Place> lowest = nodes.lowestStale();
    boolean isMade = lowest.isEmpty() || row.place().compareTo(lowest.get()) < 0;
    return isMade ? Optional.ofNullable(row.node) : Optional.empty();
  }

  /** The head node; empty if nothing is live, or while nodes still are to be made. */
  public Optional<Cid> head() {
    return hasAllNodes() ? nodes.head(new ArrayList<>()) : Optional.empty();
  }

  /** The merge nodes that the head node takes, and it itself if it is one. */
  public List<Block> headNodes() {
    return hasAllNodes() ? nodes.headBlocks() : List.of();
  }

  /** The root node; empty if its entry is not here. */
  public Optional<Block> rootNode() {
    return nodes.root();
  }

  /** The node of a kept entry; of one that is not live the merge nodes in its place. */
  public List<Block> nodeBlocks(Cid entry) {
    EntryRow row = rows.find(entry);
    return row == null || !row.isKept() ? List.of() : nodes.blocks(row);
  }

  /** All nodes, merge nodes included, ancestors first; looks at all that is kept. */
  public List<Block> allNodes() {
    return nodes.all(headNodes());
  }

  /** How many nodes there are, merge nodes included; looks at all that is kept. */
  public long countNodes() {
    return counts().live() + nodes.merges(headNodes()).size();
  }

  /** Which entry another one edits, as far as its payload is here. */
  public Optional<Cid> edited(Cid edit) {
    return Optional.ofNullable(rows.find(edit)).flatMap(row -> Optional.ofNullable(row.edits));
  }

  /** The last live edit of an entry in canonical order: what people see of it. */
  public Optional<Cid> edit(Cid entry) {
    return state.editsOf(entry).stream()
        .map(rows::get)
        .filter(EntryRow::isLive)
        .map(EntryRow::place)
        .max(Comparator.naturalOrder())
        .map(Place::entry);
  }

  /** The live edits of an entry but for that. */
  public List<Cid> earlierEdits(Cid entry) {
    Optional<Cid> last = edit(entry);
    return state.editsOf(entry).stream()
        .map(rows::get)
        .filter(row -> row.isLive() && !last.equals(Optional.of(row.cid())))
        .map(EntryRow::cid)
        .toList();
  }

  /** The packs' lines in the snapshot, in order. */
  public List<PackRef> packs() {
    return packs.all().stream().map(PackRow::ref).toList();
  }

  /** A pack with the block and the entries in it. */
  public record PackedRun(PackRef ref, Block block, List<Cid> entries) {
    /** Copies the list. */
    public PackedRun {
      entries = List.copyOf(entries);
    }
  }

  /** A pack that {@link #packs} lists, made again from what it holds. */
  public Optional<PackedRun> pack(Cid pack) {
    return state
        .pack(pack)
        .map(row -> packs.build(row.first(), row.last()))
        .map(built -> new PackedRun(built.ref(), built.block(), built.entries()));
  }

  /** The packs that hold these places, each once. */
  public List<Cid> packsAt(List<Place> places) {
    if (places.isEmpty()) {
      return List.of();
    }
    NavigableMap<Place, PackRow> byFirst = new TreeMap<>();
    packs.all().forEach(pack -> byFirst.put(pack.first(), pack));
    Set<Cid> packs = new LinkedHashSet<>();
    for (Place place : places) {
      Map.Entry<Place, PackRow> pack = byFirst.floorEntry(place);
      if (pack != null) {
        packs.add(pack.getValue().ref().pack());
      }
    }
    return List.copyOf(packs);
  }

  /** The snapshot; empty if the profile is full, see {@link #isFull}. */
  public Optional<Encoded<Snapshot>> room() {
    return room(packs());
  }

  /** The snapshot of these packs, which {@link #packs} gave; empty if they are too many. */
  public Optional<Encoded<Snapshot>> room(List<PackRef> refs) {
    if (refs.size() > maxPacks) {
      return Optional.empty();
    }
    return Optional.of(Encoded.of(new Snapshot(profile, refs)));
  }

  /**
   * Whether the profile would need more packs than a snapshot may have: no head is published, and
   * its owner is told.
   */
  public boolean isFull() {
    return packs().size() > maxPacks;
  }

  /**
   * The snapshot.
   *
   * @throws IllegalStateException if the profile is full
   */
  public Encoded<Snapshot> snapshot() {
    return room().orElseThrow(() -> new IllegalStateException("the profile is full"));
  }
}
