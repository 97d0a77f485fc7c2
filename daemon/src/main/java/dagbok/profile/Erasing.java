package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.History;
import dagbok.dag.Place;
import dagbok.dag.Standing;
import dagbok.schema.Content;
import dagbok.schema.Display;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import dagbok.store.DeletedCopyTable;
import dagbok.store.DoomedTable;
import dagbok.store.ErasureTable;
import dagbok.store.MarkTable;
import dagbok.store.OldPackTable;
import dagbok.store.OutboxTable;
import dagbok.store.PinTable;
import dagbok.store.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes away the payloads and contents of one profile's void and deleted entries, and notes which
 * blocks hold them (protocol.md, Exchange). What another device of one's own deleted stays for a
 * while, sealed, in case that it was stolen.
 */
final class Erasing {
  /** How long sealed copies stay. */
  static final Duration KEPT = Duration.ofDays(30);

  /** So many entries in one transaction. */
  private static final int MAX_ENTRIES = 64;

  /** So many copies in one transaction. */
  private static final int MAX_DISCARDED = 1_024;

  private final Tx tx;
  private final long row;
  private final boolean isOwn;
  private final History history;
  private final long now;

  /** {@code now}: seconds since 1970. */
  Erasing(Tx tx, long row, boolean isOwn, History history, long now) {
    this.tx = tx;
    this.row = row;
    this.isOwn = isOwn;
    this.history = history;
    this.now = now;
  }

  /** Erases some; whether there were any. The history is to be settled then. */
  boolean eraseSome(Optional<CopySeal> seal) {
    List<ErasureTable.Row> rows = ErasureTable.some(tx, row, MAX_ENTRIES);
    boolean any = false;
    for (ErasureTable.Row next : rows) {
      any |= erase(next, seal);
      ErasureTable.remove(tx, next);
    }
    if (any) {
      DoomedTable.add(tx, foreignPacks());
    }
    return !rows.isEmpty();
  }

  private boolean erase(ErasureTable.Row next, Optional<CopySeal> seal) {
    Optional<Encoded<Payload>> found = history.payload(next.entry());
    Set<Cid> erasable = history.erasable(next.entry());
    if (found.isEmpty() || !erasable.contains(found.get().cid())) {
      return false; // it stands again, or another one needs the same bytes
    }
    Encoded<Payload> payload = found.get();
    List<Cid> named = payload.value().contents().stream().map(Content::link).distinct().toList();
    List<Cid> contents = named.stream().filter(erasable::contains).toList();
    List<Cid> gone = new ArrayList<>(List.of(payload.cid()));
    boolean keep = next.keep() && !DeletedCopyTable.isDiscarded(tx, row, next.entry());
    if (keep && seal.isPresent()) {
      keep(next.entry(), payload, contents, seal.get());
      gone.addAll(payload.value().packing().packed().stream().map(Content::link).toList());
    } else if (ownsFiles()) {
      gone.addAll(named);
    } else {
      gone.addAll(contents);
    }
    DoomedTable.add(tx, gone);
    DoomedTable.add(tx, OldPackTable.holding(tx, row, place(next.entry())));
    OutboxTable.remove(
        tx, row, named.stream().filter(cid -> !DoomedTable.isNamed(tx, cid)).toList());
    history.erase(next.entry(), contents);
    return true;
  }

  /**
   * Whether files that the profile names came to the IPFS node by us. Whatever else somebody names
   * and deletes is none of ours to remove.
   */
  private boolean ownsFiles() {
    return isOwn || PinTable.hasFiles(tx, row);
  }

  private Place place(Cid entry) {
    return new Place(history.member(entry).orElseThrow().entry().value().height(), entry);
  }

  private void keep(Cid entry, Encoded<Payload> payload, List<Cid> contents, CopySeal seal) {
    List<byte[]> parts = new ArrayList<>(List.of(payload.bytes()));
    contents.forEach(cid -> history.content(cid).map(Block::bytes).ifPresent(parts::add));
    List<Cid> files = payload.value().packing().linked();
    DeletedCopyTable.Row copy = new DeletedCopyTable.Row(entry, seal.seal(entry, parts), files);
    DeletedCopyTable.put(tx, row, copy, now + KEPT.toSeconds());
  }

  /** Packs that came from others and are none of one's own: what is in them is not known here. */
  private Set<Cid> foreignPacks() {
    Set<Cid> packs = new HashSet<>(MarkTable.all(tx, row, MarkTable.Kind.PACK));
    history.packs().stream().map(PackRef::pack).forEach(packs::remove);
    return packs;
  }

  /** Copies whose time is over are gone, and the files with them that nothing else needs. */
  void expire() {
    DeletedCopyTable.expire(tx, row, now).forEach(copy -> DoomedTable.add(tx, copy.files()));
  }

  /** No copy is made of what is still to be erased. */
  void discardComing() {
    DeletedCopyTable.discardComing(tx, row);
  }

  /** Some copies with numbers up to {@code last} are gone at once; how many. */
  int discardSome(long last) {
    List<DeletedCopyTable.Held> some = DeletedCopyTable.held(tx, row, last, MAX_DISCARDED);
    some.forEach(this::discard);
    return some.size();
  }

  /** The copy of an entry is gone; whether there was one. */
  boolean discard(Cid entry) {
    Optional<DeletedCopyTable.Held> copy = DeletedCopyTable.find(tx, row, entry);
    copy.ifPresent(this::discard);
    return copy.isPresent();
  }

  private void discard(DeletedCopyTable.Held copy) {
    DeletedCopyTable.discard(tx, row, copy.entry());
    DoomedTable.add(tx, copy.files());
  }

  /**
   * What was sealed of entries that stand again after all, by any of these seals; empty if there is
   * nothing.
   */
  Optional<Batch> restored(List<CopySeal> seals) {
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (DeletedCopyTable.Row copy : DeletedCopyTable.wanted(tx, row, MAX_ENTRIES)) {
      List<byte[]> parts =
          seals.stream()
              .flatMap(seal -> seal.open(copy.entry(), copy.sealed()).stream())
              .findFirst()
              .orElse(List.of());
      if (!parts.isEmpty() && stands(parts.get(0))) {
        byte[] entry = history.member(copy.entry()).orElseThrow().entry().bytes();
        items.add(Item.of(entry, Optional.of(parts.get(0))));
        parts.stream().skip(1).map(part -> Block.of(Multicodec.RAW, part)).forEach(contents::add);
        DeletedCopyTable.remove(tx, row, copy.entry());
      }
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(Batch.of(items, contents));
  }

  /** An edit of something deleted can be told by its payload alone, which is not here. */
  private boolean stands(byte[] payload) {
    try {
      return Display.Edit.entryOf(Payload.decode(payload).body())
          .flatMap(history::standing)
          .filter(Standing.DELETED::equals)
          .isEmpty();
    } catch (SchemaException e) {
      return false;
    }
  }
}
