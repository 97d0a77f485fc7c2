package dagbok.dag;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.codec.DagJson;
import dagbok.codec.Ipld;
import dagbok.crypto.Verifier;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.Item;
import dagbok.schema.Pack;
import dagbok.schema.PackRef;
import dagbok.schema.Snapshot;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles made by an independent model of the protocol, and what the functions must give. */
final class ExamplesTest {
  private static InputStream open(String name) {
    InputStream in = ExamplesTest.class.getResourceAsStream("/examples/" + name);
    assertThat(in).isNotNull();
    return new BufferedInputStream(in);
  }

  private static Map<Cid, Block> blocks(String name) throws Exception {
    Map<Cid, Block> blocks = new HashMap<>();
    try (InputStream in = open(name)) {
      CarReader car = new CarReader(in);
      for (Optional<Block> next = car.next(); next.isPresent(); next = car.next()) {
        blocks.put(next.get().cid(), next.get());
      }
    }
    return blocks;
  }

  private static Map<String, Ipld> expected(String name) throws Exception {
    try (InputStream in = open("expected.json")) {
      Ipld all = DagJson.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return ((Ipld.Struct) get(((Ipld.Struct) all).fields(), name)).fields();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"history-1.car", "history-2.car", "history-3.car", "history-4.car", "diary.car"})
  void functionsGiveWhatTheModelGives(String name) throws Exception {
    Map<Cid, Block> blocks = blocks(name);
    Map<String, Ipld> expected = expected(name);
    Head head = Head.decode(get(blocks, cid(expected, "head")).bytes());
    Snapshot snapshot = Snapshot.decode(get(blocks, head.snapshot()).bytes());
    History history = new PlainHistory(head.profile(), Verifier.ed25519());
    int entries = 0;
    for (PackRef ref : snapshot.packs()) {
      Pack pack = Pack.decode(get(blocks, ref.pack()).bytes());
      for (Item item : pack.items()) {
        Optional<byte[]> payload =
            item instanceof Item.Whole whole
                ? Optional.of(whole.payload().bytes())
                : Optional.empty();
        Offer offer = history.offer(Encoded.decode(item.entry(), Entry::decode), payload);
        assertThat(offer).isInstanceOf(Offer.Accepted.class);
        entries++;
      }
      pack.contents().forEach(history::offerContent);
    }
    Derived derived = history.derive();
    assertThat(Ipld.of(entries)).isEqualTo(expected.get("entries"));
    assertThat(Ipld.of(derived.live().size())).isEqualTo(expected.get("live"));
    assertThat(Ipld.of(derived.packs().size())).isEqualTo(expected.get("packs"));
    assertThat(Ipld.of(derived.nodeBlocks().size())).isEqualTo(expected.get("nodes"));
    assertThat(derived.head()).contains(cid(expected, "node"));
    assertThat(derived.snapshot().cid()).isEqualTo(cid(expected, "snapshot"));
    assertThat(head.snapshot()).isEqualTo(derived.snapshot().cid());
  }

  private static Cid cid(Map<String, Ipld> fields, String name) {
    return Cid.parse(((Ipld.Text) get(fields, name)).value());
  }

  private static <K, V> V get(Map<K, V> map, K key) {
    return Objects.requireNonNull(map.get(key), () -> key + " is missing");
  }
}
