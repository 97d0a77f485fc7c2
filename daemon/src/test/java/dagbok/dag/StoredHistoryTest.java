package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.dag.TestProfile.Made;
import dagbok.schema.ProfileId;
import dagbok.schema.SchemaException;
import dagbok.store.Database;
import dagbok.store.ProfileState;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories over SQLite, held against the plain algorithms step by step. */
class StoredHistoryTest {
  private static final int SEEDS = 60;
  private static final int MOST_AT_ONCE = 40;

  @TempDir private Path folder;

  /** The same profile again and again, each in a row of its own beside the others. */
  @Test
  void randomHistoriesInBatches() {
    try (Database database = Database.open(folder.resolve("dagbok.db"))) {
      for (int seed = 0; seed < SEEDS; seed++) {
        int number = seed;
        try {
          database.write(tx -> tell(tx, number));
        } catch (AssertionError | RuntimeException e) {
          throw new AssertionError("seed " + seed, e);
        }
      }
    }
  }

  private static long tell(Tx tx, int seed) {
    Cid name = Cid.of(Multicodec.DAG_CBOR, ByteBuffer.allocate(Integer.BYTES).putInt(seed).array());
    long row = ProfileTable.ensure(tx, new ProfileId(name)).id();
    Random random = new Random(seed);
    TestProfile p = new RandomProfile(seed).p;
    CheckedHistory history = on(tx, row, p);
    List<Made> waiting = new ArrayList<>(p.all());
    Collections.shuffle(waiting, random);
    for (int round = 0; round < 5 && !waiting.isEmpty(); round++) {
      offerInBatches(history, waiting, random);
      history.reopen();
    }
    p.all().forEach(made -> made.contents().forEach(history::offerContent));
    Derived derived = history.derive();
    history.checkPacks();
    return derived.live().size();
  }

  private static CheckedHistory on(Tx tx, long row, TestProfile p) {
    return new CheckedHistory(p.id, p.verifier(), new ProfileState(tx, row));
  }

  private static void offerInBatches(CheckedHistory history, List<Made> waiting, Random random) {
    List<Made> all = List.copyOf(waiting);
    for (int from = 0; from < all.size(); ) {
      int to = Math.min(all.size(), from + 1 + random.nextInt(MOST_AT_ONCE));
      List<Made> batch = all.subList(from, to);
      history.expect(batch.stream().map(StoredHistoryTest::arrival).toList());
      for (Made made : batch) {
        Offer offer = history.offer(made.entry(), Optional.of(made.payload().bytes()));
        if (!(offer instanceof Offer.Waiting)) {
          waiting.remove(made);
        }
        made.contents().stream().filter(c -> random.nextInt(5) > 0).forEach(history::offerContent);
      }
      eraseSomething(history, history.derive(), random);
      from = to;
    }
  }

  private static Arrival arrival(Made made) {
    try {
      return Arrival.of(made.entry(), Optional.of(made.payload()));
    } catch (SchemaException e) {
      throw new AssertionError(e);
    }
  }

  private static void eraseSomething(CheckedHistory history, Derived derived, Random random) {
    List<Cid> entries =
        derived.standings().keySet().stream()
            .filter(entry -> derived.standings().get(entry) == Standing.DELETED)
            .sorted()
            .toList();
    if (!entries.isEmpty() && random.nextBoolean()) {
      Cid entry = entries.get(random.nextInt(entries.size()));
      Set<Cid> erasable = history.real().erasable(entry);
      if (erasable.contains(history.member(entry).orElseThrow().entry().value().payload())) {
        history.erase(entry, erasable);
      }
    }
  }

  @Test
  void numbersInTheFileStayWhatTheyMean() {
    assertThat(names(EntryRow.Kind.values()))
        .containsExactly("POST", "ROOT", "GRANT", "REVOKE", "DELETE", "OTHER");
    assertThat(names(EntryRow.Bytes.values())).containsExactly("ABSENT", "HERE", "UNFIT");
    assertThat(names(Standing.values())).containsExactly("LIVE", "VOID", "DELETED", "INCOMPLETE");
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}
