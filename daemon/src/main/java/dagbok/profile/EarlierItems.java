package dagbok.profile;

import dagbok.schema.Item;
import dagbok.store.Database;
import dagbok.store.EarlierTable;
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
    Batch batch =
        Batch.of(page.stream().map(row -> Item.of(row.bytes(), row.payload())).toList(), List.of());
    long payloads = page.stream().filter(row -> row.payload().isPresent()).count();
    long read = batch.arrivals().stream().filter(came -> came.payload().isPresent()).count();
    if (!batch.refused().isEmpty() || read != payloads) {
      throw new IllegalStateException("the store holds an entry that is none, or a payload");
    }
    return database.read(tx -> batch.withContents(content -> EarlierTable.content(tx, content)));
  }
}
