package dagbok.profile;

import dagbok.block.Block;
import dagbok.dag.History;
import dagbok.dag.History.Member;
import dagbok.dag.Offer;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.ContentTable;
import dagbok.store.Database;
import dagbok.store.ItemTable;
import dagbok.store.ProfileTable;
import java.util.List;
import java.util.function.Function;

/** Reads the set of one profile from the store. Not thread-safe. */
final class ReplicaLoader {
  private static final int PAGE_ITEMS = 1_000;

  private final ProfileTable.Row row;
  private final Database database;
  private final Function<ProfileId, History> histories;

  /** {@code histories} makes empty ones. */
  ReplicaLoader(ProfileTable.Row row, Database database, Function<ProfileId, History> histories) {
    this.row = row;
    this.database = database;
    this.histories = histories;
  }

  /**
   * What is durable.
   *
   * @throws IllegalStateException if the store holds what can't be right
   */
  History load() {
    History loaded = histories.apply(row.profile());
    long height = -1;
    byte[] after = new byte[0];
    while (true) {
      long fromHeight = height;
      byte[] fromEntry = after;
      List<ItemTable.Row> page =
          database.read(tx -> ItemTable.page(tx, row.id(), fromHeight, fromEntry, PAGE_ITEMS));
      for (ItemTable.Row item : page) {
        height = reload(loaded, item);
        after = item.entry().toBytes();
      }
      if (page.size() < PAGE_ITEMS) {
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
    payload
        .packing()
        .packed()
        .forEach(
            content ->
                database
                    .read(tx -> ContentTable.get(tx, content.link()))
                    .map(bytes -> new Block(content.link(), bytes))
                    .ifPresent(loaded::offerContent));
  }
}
