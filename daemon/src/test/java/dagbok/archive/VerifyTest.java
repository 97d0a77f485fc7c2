package dagbok.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Entry;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.testing.Sets;
import dagbok.web.port.Inspection.NodeView;
import dagbok.web.port.Inspection.Verdict;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What checking everything finds, and single objects as they are shown. */
final class VerifyTest {
  @TempDir Path folder;
  private World world;

  @BeforeEach
  void open() {
    world = new World(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @CsvSource({
    "history-1.car,7,7,7,1",
    "history-2.car,32,29,32,3",
    "history-3.car,65,51,61,3",
    "history-4.car,110,95,108,3",
    "diary.car,402,397,397,7"
  })
  void nothingIsWrongInTheExamples(String name, long entries, long live, long nodes, long packs) {
    Verdict verdict = world.verify(Cars.example(name));
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.faultCount()).isZero();
    assertThat(List.of(verdict.entries(), verdict.live(), verdict.nodes(), verdict.packs()))
        .containsExactly(entries, live, nodes, packs);
    assertThat(verdict.signatures()).isGreaterThan(entries);
    assertThat(verdict.bytes()).isPositive();
  }

  @Test
  void forgedEntryIsFound() {
    assertThat(world.verify(Cars.example("bad-forge.car")).faults())
        .anyMatch(fault -> fault.contains("expected a signature by the key of device"));
  }

  @Test
  void droppedEntryIsFound() {
    assertThat(world.verify(Cars.example("bad-drop.car")).faultCount()).isPositive();
  }

  @Test
  void flippedByteIsFound() {
    byte[] car = Cars.example("history-3.car");
    car[car.length - 1] ^= 1;
    Verdict verdict = world.verify(car);
    assertThat(verdict.faultCount()).isPositive();
    assertThat(verdict.faults().get(0)).contains("hashes to");
  }

  @Test
  void missingPackIsFound() {
    Cars car = Cars.of(Cars.example("history-4.car"));
    Block pack = car.blocks().get(3);
    assertThat(world.verify(car.without(pack)).faults())
        .contains(pack.cid() + ": expected a pack, found no block");
  }

  @Test
  void missingMediaBlockIsFound() {
    Cars car = Cars.of(Cars.example("history-2.car"));
    Block media = car.blocks().get(car.blocks().size() - 1);
    assertThat(media.cid().codec()).isEqualTo(Multicodec.RAW);
    assertThat(world.verify(car.without(media)).faults())
        .containsExactly("media block " + media.cid() + " is missing");
  }

  @Test
  void missingLeafOfAFileIsFound() {
    List<Block> file = UnixFs.file(3);
    Replica replica = world.created();
    world.post(replica, List.of(Content.of(file.get(0).cid(), 3 << 20, "video/mp4")), List.of());
    world.blocks.put(file);
    Cars car = Cars.of(world.export(replica, ExportScope.PACKS));
    assertThat(world.verify(car.only(block -> true)).faults()).isEmpty();
    assertThat(world.verify(car.without(file.get(2))).faults())
        .containsExactly("media block " + file.get(2).cid() + " is missing");
  }

  @Test
  void wrongSignatureOfTheHeadIsFoundAndRefused() throws Exception {
    Cars car = Cars.of(Cars.example("history-1.car"));
    Head head = Head.decode(car.blocks().get(0).bytes());
    Block unsigned =
        Encoded.of(
                new Head(
                    head.profile(),
                    head.snapshot(),
                    head.device(),
                    head.seq() + 1,
                    head.time(),
                    head.sig(),
                    head.node(),
                    head.recent()))
            .block();
    byte[] forged = withHead(car, unsigned);
    assertThat(world.verify(forged).faults())
        .hasSize(1)
        .allMatch(fault -> fault.startsWith(unsigned.cid() + ": expected a signature"));
    assertThatThrownBy(() -> world.read(forged)).hasMessageContaining("expected a signature");
  }

  @Test
  void wrongNodeOfTheHeadIsFound() throws Exception {
    Cars car = Cars.of(Cars.example("history-1.car"));
    Head head = Head.decode(car.blocks().get(0).bytes());
    Block other =
        Encoded.of(
                new Head(
                    head.profile(),
                    head.snapshot(),
                    head.device(),
                    head.seq(),
                    head.time(),
                    Entry.UNSIGNED,
                    Optional.of(head.device()),
                    head.recent()))
            .block();
    assertThat(world.verify(withHead(car, other)).faults())
        .hasSize(2)
        .anyMatch(fault -> fault.endsWith("found " + head.device()));
  }

  private static byte[] withHead(Cars car, Block head) {
    List<Block> blocks = new ArrayList<>(car.blocks());
    blocks.set(0, head);
    return Cars.write(List.of(head.cid()), blocks);
  }

  @Test
  void fileWithoutItsRootIsRefused() {
    Cars car = Cars.of(Cars.example("history-1.car"));
    assertThatThrownBy(() -> world.verify(car.without(car.blocks().get(0))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("neither a head nor a snapshot");
  }

  @Test
  void heldProfileIsVerified() {
    ProfileId profile = world.read(Cars.example("history-4.car")).profile();
    Verdict verdict = world.inspector.verify(profile);
    assertThat(verdict.faults()).isEmpty();
    assertThat(verdict.entries()).isEqualTo(110);
    assertThat(verdict.bytes()).isGreaterThan(900_000);
    assertThatThrownBy(
            () -> world.inspector.verify(new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[1]))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void ownPostIsVerifiedBeforeTheIpfsNodeHasIt() {
    Replica replica = world.created();
    Block note = World.raw(new byte[20_000]);
    world.post(replica, List.of(Content.of(note.cid(), 20_000, "text/plain")), List.of(note));
    assertThat(world.inspector.verify(replica.profile()).faults()).isEmpty();
  }

  @Test
  void graphHasEveryNodeAfterItsParents() {
    ProfileId profile = world.read(Cars.example("history-4.car")).profile();
    Set<Cid> seen = new HashSet<>();
    List<NodeView> graph = world.inspector.graph(profile);
    for (NodeView node : graph) {
      assertThat(seen).containsAll(node.parents());
      seen.add(node.node());
    }
    assertThat(graph).hasSize(108);
    assertThat(graph.get(0).node()).isEqualTo(profile.root());
  }

  @Test
  void headIsShownAndInStep() {
    byte[] car = Cars.example("history-2.car");
    ProfileId profile = world.read(car).profile();
    assertThat(world.inspector.head(profile).cid()).isEqualTo(Cars.of(car).roots().get(0));
    assertThat(world.inspector.head(profile).inStep()).isTrue();
  }

  @Test
  void headThatIsAheadIsNotInStep() throws Exception {
    Cars ahead = Cars.of(Cars.example("history-2.car"));
    ProfileId profile = world.read(Cars.example("history-1.car")).profile();
    Block head = ahead.blocks().get(0);
    world.ensure(profile).keepHead(Encoded.decode(head, Head::decode));
    assertThat(world.inspector.head(profile).cid()).isEqualTo(head.cid());
    assertThat(world.inspector.head(profile).inStep()).isFalse();
    world.blocks.put(ahead.blocks());
    assertThat(world.inspector.head(profile).inStep()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 100_000})
  void rawBlockIsShownBounded(int length) {
    Block block = World.raw(new byte[length]);
    world.blocks.atPeer.put(block.cid(), block);
    Ipld shown = world.inspector.object(block.cid());
    if (length <= BlockInspector.MAX_RAW_SHOWN_BYTES) {
      assertThat(shown).isEqualTo(Ipld.of(block.bytes()));
    } else {
      assertThat(((Ipld.Struct) shown).fields()).containsEntry("size", Ipld.of(length));
    }
  }

  @Test
  void objectsAreFoundWhereverTheyAre() throws Exception {
    Cars car = Cars.of(Cars.example("history-1.car"));
    Cid entry =
        Sets.live(world.ensure(world.read(car.only(b -> true)).profile())).iterator().next();
    world.blocks.local.clear();
    assertThat(world.inspector.object(entry)).isInstanceOf(Ipld.Struct.class);
    Block head = car.blocks().get(0);
    assertThatThrownBy(() -> world.inspector.object(head.cid()))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining(head.cid().toString());
    world.blocks.put(List.of(head));
    assertThat(world.inspector.object(head.cid())).isEqualTo(DagCbor.decode(head.bytes()));
    Block file = UnixFs.file(1).get(0);
    world.blocks.put(List.of(file));
    assertThat(((Ipld.Struct) world.inspector.object(file.cid())).fields()).containsKey("Links");
  }
}
