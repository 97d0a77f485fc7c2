package dagbok.profile;

import dagbok.block.Block;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Item;
import dagbok.schema.Payload;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.store.EarlierTable;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes in what a version accepted that kept entries and payloads alone. Interrupted anywhere it
 * goes on at the next start.
 */
final class EarlierItems {
  private static final int PAGE_ITEMS = 1_000;

  private final Database database;

  EarlierItems(Database database) {
    this.database = database;
  }

  void moveTo(Replica replica) {
    while (true) {
      List<EarlierTable.Row> page =
          database.read(tx -> EarlierTable.page(tx, replica.row(), PAGE_ITEMS));
      if (page.isEmpty()) {
        return;
      }
      Replica.Taken unused = replica.take(batch(page));
      database.write(
          tx -> {
            page.forEach(row -> EarlierTable.remove(tx, row.entry()));
            EarlierTable.removeContents(tx);
            return page;
          });
    }
  }

  private Batch batch(List<EarlierTable.Row> page) {
    List<Item> items = new ArrayList<>();
    List<Block> contents = new ArrayList<>();
    for (EarlierTable.Row row : page) {
      Block entry = new Block(row.entry(), row.bytes());
      items.add(
          row.payload()
              .map(payload -> item(entry, payload, contents))
              .orElseGet(() -> new Item.Stub(entry)));
    }
    return Batch.of(items, contents);
  }

  private Item item(Block entry, byte[] payload, List<Block> contents) {
    try {
      Encoded<Entry> decoded = Encoded.decode(entry, Entry::decode);
      Payload value = Payload.decode(payload);
      value
          .packing()
          .packed()
          .forEach(
              content ->
                  database
                      .read(tx -> EarlierTable.content(tx, content.link()))
                      .ifPresent(bytes -> contents.add(new Block(content.link(), bytes))));
      return new Item.Whole(entry, new Block(decoded.value().payload(), payload));
    } catch (SchemaException e) {
      throw new IllegalStateException("the store holds an entry that is none: " + entry.cid(), e);
    }
  }
}
