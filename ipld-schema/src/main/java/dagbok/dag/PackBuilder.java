package dagbok.dag;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Gathers items, what of their contents travels with them, and the times they claim. */
final class PackBuilder {
  private final Function<Cid, Block> contentReader;
  private final List<Item> items = new ArrayList<>();
  private final TreeMap<Cid, Block> contents = new TreeMap<>();
  private final TreeSet<Cid> links = new TreeSet<>();
  private long since;
  private long until;
  private boolean anyLive;

  /** With the bytes of packed contents of live entries, all of which are there. */
  PackBuilder(Function<Cid, Block> contentReader) {
    this.contentReader = contentReader;
  }

  void addStub(Block entry) {
    items.add(new Item.Stub(entry));
  }

  /** A control entry that is not live, which has no contents and whose time does not count. */
  void addWhole(Block entry, Encoded<Payload> payload) {
    items.add(new Item.Whole(entry, payload.block()));
  }

  void addLive(Block entry, Encoded<Payload> payload) {
    addWhole(entry, payload);
    Payload.Packing packing = payload.value().packing();
    links.addAll(packing.linked());
    for (Content content : packing.packed()) {
      contents.computeIfAbsent(content.link(), contentReader);
    }
    long time = payload.value().time();
    since = anyLive ? Math.min(since, time) : time;
    until = anyLive ? Math.max(until, time) : time;
    anyLive = true;
  }

  /** The smallest time of the live entries, 0 if there are none. */
  long since() {
    return since;
  }

  /** The largest time of the live entries, 0 if there are none. */
  long until() {
    return until;
  }

  Pack build() {
    return new Pack(items, new ArrayList<>(contents.values()), new ArrayList<>(links));
  }
}
