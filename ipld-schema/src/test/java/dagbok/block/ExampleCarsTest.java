package dagbok.block;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DagJson;
import dagbok.codec.Ipld;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example profiles as CAR files; what they mean is tested where the functions are. */
class ExampleCarsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"diary.car", "history-1.car", "history-2.car", "history-3.car", "history-4.car"})
  void holdTheirHeadAndTheSnapshotAndNodeExpected(String file) throws Exception {
    Ipld expected = field(expected(), file);
    Map<Cid, Block> blocks = read(file, cid(expected, "head"));

    assertThat(blocks).containsKeys(cid(expected, "head"), cid(expected, "snapshot"));
    Block head = requireNonNull(blocks.get(cid(expected, "head")));
    assertThat(field(DagCbor.decode(head.bytes()), "node"))
        .isEqualTo(Ipld.reference(cid(expected, "node")));
    for (Block block : blocks.values()) {
      if (block.cid().codec() == Multicodec.DAG_CBOR) {
        assertThat(DagCbor.encode(DagCbor.decode(block.bytes()))).isEqualTo(block.bytes());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bad-drop.car", "bad-forge.car"})
  void hashWhereOnlyTheirMeaningIsWrong(String file) throws Exception {
    try (InputStream in = open(file)) {
      CarReader reader = new CarReader(in);
      while (reader.next().isPresent()) {
        assertThat(reader.roots()).hasSize(1);
      }
    }
  }

  private static Map<Cid, Block> read(String file, Cid root) throws Exception {
    try (InputStream in = open(file)) {
      CarReader reader = new CarReader(in);
      assertThat(reader.roots()).containsExactly(root);
      Map<Cid, Block> blocks = new HashMap<>();
      for (Optional<Block> next = reader.next(); next.isPresent(); next = reader.next()) {
        blocks.put(next.get().cid(), next.get());
      }
      return blocks;
    }
  }

  private static Ipld expected() throws Exception {
    try (InputStream in = open("expected.json")) {
      return DagJson.decode(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static Cid cid(Ipld map, String key) {
    return Cid.parse(((Ipld.Text) field(map, key)).value());
  }

  private static Ipld field(Ipld map, String key) {
    return requireNonNull(((Ipld.Struct) map).fields().get(key));
  }

  private static InputStream open(String file) {
    return new BufferedInputStream(ExampleCarsTest.class.getResourceAsStream("/examples/" + file));
  }
}
