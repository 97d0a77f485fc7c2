package dagbok.profile;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.History;
import dagbok.dag.Place;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.PackRef;
import dagbok.schema.Payload;
import dagbok.store.DeletedCopyTable;
import dagbok.store.DoomedTable;
import dagbok.store.ErasureTable;
import dagbok.store.MarkTable;
import dagbok.store.OldPackTable;
import dagbok.store.OutboxTable;
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

  private final Tx tx;
  private final long row;
  private final History history;
  private final long now;

  /** {@code now}: seconds since 1970. */
  Erasing(Tx tx, long row, History history, long now) {
    this.tx = tx;
    this.row = row;
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
    if (next.keep()) {
      seal.ifPresent(sealing -> keep(next.entry(), payload, contents, sealing));
    }
    DoomedTable.add(tx, List.of(payload.cid()));
    DoomedTable.add(tx, named);
    DoomedTable.add(tx, OldPackTable.holding(tx, row, place(next.entry())));
    OutboxTable.remove(
        tx, row, named.stream().filter(cid -> !DoomedTable.isNeeded(tx, cid)).toList());
    history.erase(next.entry(), contents);
    return true;
  }

  private Place place(Cid entry) {
    return new Place(history.member(entry).orElseThrow().entry().value().height(), entry);
  }

  private void keep(Cid entry, Encoded<Payload> payload, List<Cid> contents, CopySeal seal) {
    List<byte[]> parts = new ArrayList<>(List.of(payload.bytes()));
    contents.forEach(cid -> history.content(cid).map(Block::bytes).ifPresent(parts::add));
    DeletedCopyTable.put(tx, row, entry, now + KEPT.toSeconds(), seal.seal(entry, parts));
  }

  /** Packs that came from others and are none of one's own: what is in them is not known here. */
  private Set<Cid> foreignPacks() {
    Set<Cid> packs = new HashSet<>(MarkTable.all(tx, row, MarkTable.Kind.PACK));
    history.packs().stream().map(PackRef::pack).forEach(packs::remove);
    return packs;
  }

  /**
   * What was sealed of entries that stand again after all; empty if there is nothing. The copies
   * are gone then.
   */
  Optional<Batch> restored(CopySeal seal) {
    DeletedCopyTable.expire(tx, row, now);
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (DeletedCopyTable.Row copy : DeletedCopyTable.wanted(tx, row, MAX_ENTRIES)) {
      DeletedCopyTable.remove(tx, row, copy.entry());
      List<byte[]> parts = seal.open(copy.entry(), copy.sealed()).orElse(List.of());
      if (!parts.isEmpty()) {
        byte[] entry = history.member(copy.entry()).orElseThrow().entry().bytes();
        items.add(Item.of(entry, Optional.of(parts.get(0))));
        parts.stream().skip(1).map(part -> Block.of(Multicodec.RAW, part)).forEach(contents::add);
      }
    }
    return items.isEmpty() ? Optional.empty() : Optional.of(Batch.of(items, contents));
  }
}
