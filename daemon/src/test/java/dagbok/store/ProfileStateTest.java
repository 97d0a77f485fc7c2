package dagbok.store;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.crypto.SigningKey;
import dagbok.dag.EntryRow;
import dagbok.dag.Genesis;
import dagbok.dag.History;
import dagbok.dag.MemoryState;
import dagbok.dag.Place;
import dagbok.dag.State;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The state in the database beside the one in memory. */
final class ProfileStateTest {
  private static final Block TEXT = Block.of(Multicodec.RAW, new byte[] {1});

  @TempDir Path folder;

  private final Genesis genesis = Genesis.of(SigningKey.ofSeed(new byte[SigningKey.SEED_BYTES]));
  private final MemoryState memory = new MemoryState();
  private Database database;
  private long row;

  @BeforeEach
  void open() {
    database = Database.open(folder.resolve("dagbok.db"));
    row = database.write(tx -> ProfileTable.ensure(tx, genesis.profile())).id();
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Encoded<Payload> payload(int salt) {
    byte[] bytes = new byte[Salt.BYTES];
    bytes[0] = (byte) salt;
    Content text = Content.of(TEXT.cid(), TEXT.bytes().length, "text/plain");
    return Encoded.of(new Payload(new Salt(bytes), 1, List.of(text), Post.EMPTY.toBody()));
  }

  private Encoded<Entry> entry(Cid own, long number, List<Cid> prev, Encoded<Payload> payload) {
    return Encoded.of(
        new Entry(
            Optional.of(genesis.profile()),
            Optional.of(genesis.entry().cid()),
            Optional.of(own),
            number,
            number,
            prev,
            false,
            payload.cid(),
            Entry.UNSIGNED));
  }

  private static void fill(State state, Genesis genesis, List<Encoded<Entry>> entries) {
    History history = new History(genesis.profile(), state, (key, message, signature) -> true);
    history.offer(genesis.entry(), Optional.of(genesis.payload().bytes()));
    for (Encoded<Entry> entry : entries) {
      history.offer(entry, Optional.of(payload(1).bytes()));
    }
    history.offerContent(TEXT);
    History.Change unused = history.settle();
  }

  /** Two forks with one payload, then one with a payload that never comes. */
  private List<Encoded<Entry>> entries() {
    Cid root = genesis.entry().cid();
    Encoded<Entry> first = entry(root, 1, List.of(), payload(1));
    Encoded<Entry> second = entry(first.cid(), 2, List.of(), payload(1));
    Encoded<Entry> fork = entry(first.cid(), 2, List.of(root), payload(1));
    Encoded<Entry> stub = entry(fork.cid(), 3, List.of(), payload(2));
    return List.of(first, second, fork, stub);
  }

  private static List<Object> asked(State state, List<Encoded<Entry>> entries) {
    List<Object> answers = new ArrayList<>();
    for (int limit = 1; limit <= 3; limit++) {
      answers.add(state.byPayload(payload(1).cid(), limit));
      answers.add(state.byPayload(payload(2).cid(), limit));
      answers.add(state.needing(TEXT.cid(), limit));
      answers.add(state.forks(limit));
      answers.add(state.newestKept(limit));
    }
    answers.add(state.tips());
    List<EntryRow> rows =
        entries.stream().map(entry -> Objects.requireNonNull(state.find(entry.cid()))).toList();
    for (EntryRow device : rows) {
      for (EntryRow own : rows) {
        answers.add(state.hasNext(device.id(), own.id()));
        answers.add(state.hasNext(device.facts().device(), own.id()));
      }
    }
    answers.add(state.hasNext(rows.get(0).facts().device(), rows.get(0).facts().device()));
    List<Cid> kept = new ArrayList<>();
    state.eachKept(new Place(0, TEXT.cid()), at -> kept.add(at.cid()));
    answers.add(kept);
    return answers;
  }

  @Test
  void answersAsTheStateInMemoryDoes() {
    List<Encoded<Entry>> entries = entries();
    fill(memory, genesis, entries);
    List<Object> found =
        database.write(
            tx -> {
              State state = new ProfileState(tx, row);
              fill(state, genesis, entries);
              return asked(state, entries);
            });

    assertThat(found).isEqualTo(asked(memory, entries));
    assertThat(found).contains(List.of(entries.get(0).cid()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ProfileState.KEPT_FROM, ProfileState.KEPT_AFTER, ProfileState.NEWEST_KEPT})
  void whatIsNotKeptIsNotGoneOverForWhatIs(String sql) {
    String plan =
        database.read(
            tx ->
                String.join(
                    "; ", tx.all("EXPLAIN QUERY PLAN " + sql, at -> at.getString("detail"))));
    assertThat(plan).contains("entry_by_place").doesNotContain("TEMP B-TREE");
  }
}
