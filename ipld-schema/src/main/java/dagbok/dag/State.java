package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where a {@link History} keeps the set of one profile and what follows from it, as rows that are
 * found by the ways named here, each in time that does not grow with the profile but for what it
 * returns. It decides nothing. Belongs to one thread at a time; what is written counts at once for
 * what is read after it.
 */
public interface State {
  /**
   * How much there is.
   *
   * @param entries accepted ones
   * @param bytes of entries, and of payloads and contents that are here
   */
  record Counts(long entries, long live, long kept, long bytes) {
    /** Nothing. */
    public static final Counts NONE = new Counts(0, 0, 0, 0);
  }

  /** Says what will be looked for, much of it in vain, so that it can be looked for at once. */
  default void expect(
      Collection<Cid> entries, Collection<Cid> payloads, Collection<Cid> contents) {}

  /** The row of an entry, if it was accepted. */
  @Nullable EntryRow find(Cid entry);

  /** A row that there is. */
  EntryRow get(long id);

  /** A number larger than all before. */
  long nextId();

  /** Adds an entry. */
  void insert(EntryRow row, byte[] entry, Optional<byte[]> payload);

  /** Keeps what changed of a row. */
  void update(EntryRow row);

  /** The bytes of an entry that there is. */
  byte[] entry(long id);

  /** The bytes of its payload, if they are here. */
  Optional<byte[]> payload(long id);

  /** Keeps a payload, or takes it away. */
  void setPayload(long id, Optional<byte[]> payload);

  /** The first entries that name a payload. */
  List<Long> byPayload(Cid payload, int limit);

  /** The entries that have this one as their {@code own} or among their {@code prev}. */
  List<Long> children(long id);

  /** Whether an entry of a device has this one as its {@code own}. */
  boolean hasNext(long device, long own);

  /** The entries of a device with a {@code seq} above {@code after} and up to {@code to}. */
  List<Long> chain(long device, long after, long to);

  /** The entries whose payload says that they edit this one. */
  List<Long> editsOf(Cid entry);

  /**
   * The revokes of a grant by a device, those with the largest {@code seq} first.
   *
   * @param to the largest {@code seq} that is asked for
   */
  List<Long> revokesOf(long grant, long device, long to, int limit);

  /**
   * Gives kept entries in canonical order, from {@code from} on, until one is answered by false.
   */
  void eachKept(Place from, Predicate<EntryRow> visitor);

  /** The highest kept entries, from the last in canonical order on. */
  List<Long> newestKept(int limit);

  /**
   * A maximal live entry.
   *
   * @param node its node; null while that is to be made
   */
  record Tip(Place place, @Nullable Cid node) {}

  /** The maximal live entries. */
  List<Tip> tips();

  /** The first entries that two others of one device have as their {@code own}. */
  List<Cid> forks(int limit);

  /** The lowest entries whose node is to be made, in canonical order. */
  List<Long> stale(int limit);

  /** A device, by its grant or the root entry. */
  Optional<DeviceRow> device(long id);

  /** Adds a device, or keeps what changed of it. */
  void putDevice(DeviceRow device);

  /** The devices in force. */
  List<DeviceRow> devicesInForce();

  /** All devices, in force or not. */
  List<DeviceRow> devices();

  /** How many deletes that stand name an entry, present or not. */
  long deletes(Cid entry);

  /** Sets that. */
  void setDeletes(Cid entry, long count);

  /** A small content, if it is here. */
  Optional<Block> content(Cid content);

  /** Its length, or -1. */
  long contentLength(Cid content);

  /** Keeps a small content. */
  void putContent(Block content);

  /** Takes a small content away. */
  void removeContent(Cid content);

  /** Notes that an entry needs a content. */
  void need(Cid content, long id);

  /** Takes that back. */
  void unneed(Cid content, long id);

  /** The first entries that need a content. */
  List<Long> needing(Cid content, int limit);

  /** The packs, in order. */
  List<PackRow> packs();

  /** One of them, by its CID. */
  Optional<PackRow> pack(Cid pack);

  /** Puts packs, in order, in the place of others. */
  void replacePacks(List<PackRow> gone, List<PackRow> come);

  /** How much there is. */
  Counts counts();

  /** Keeps how much there is. */
  void setCounts(Counts counts);
}
