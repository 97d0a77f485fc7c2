package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.primitives.Ints;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Batch;
import dagbok.profile.Budget;
import dagbok.profile.LimitException;
import dagbok.profile.Replica;
import dagbok.schema.Content;
import dagbok.schema.Encoded;
import dagbok.schema.Pack;
import dagbok.schema.Payload;
import dagbok.schema.Post;
import dagbok.schema.Salt;
import dagbok.schema.SchemaException;
import dagbok.testing.Drafts;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a follower keeps of the files that a profile links to. */
final class MediaTest {
  private static final int LARGE = 3 << 20;
  private static final Budget BUDGET = new Budget(10_000_000, 10_000_000, 4 << 20, 40 << 20);

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs annNode = network.newNode();
  private final MemoryIpfs bobNode = network.newNode();
  private TestDaemon ann;
  private TestDaemon bob;
  private Replica profile;

  @BeforeEach
  void start() {
    network.connect(annNode, bobNode);
    ann = new TestDaemon(folder.resolve("ann"), annNode);
    bob = new TestDaemon(folder.resolve("bob"), bobNode, BUDGET);
    profile = ann.found("Ann");
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
  }

  private void postFile(int fill) throws Exception {
    byte[] bytes = new byte[LARGE];
    bytes[0] = (byte) fill;
    Path file = Files.write(folder.resolve(fill + ".bin"), bytes);
    ann.author.publish(profile, Drafts.files("see " + fill, List.of(file)), root -> {});
  }

  /** A post with a file that is larger than the post says. */
  private void postLyingFile() {
    post(annNode.blocks().addFile(new ByteArrayInputStream(new byte[LARGE])), 17);
  }

  private void post(Cid file, long bytes) {
    Payload payload =
        new Payload(
            new Salt(new byte[Salt.BYTES]),
            1,
            List.of(Content.of(file, bytes, "video/mp4")),
            Post.EMPTY.toBody());
    profile.write(ann.device(profile), ann.key(profile), Encoded.of(payload), List.of());
  }

  /** What Bob has when he has all entries. */
  private Replica copy() throws SchemaException {
    Replica copy = bob.replicas.ensure(profile.profile());
    for (var pack : Sets.packs(profile)) {
      copy.take(Batch.of(Pack.decode(pack.block().bytes())));
    }
    assertThat(TestDaemon.snapshot(copy)).isEqualTo(TestDaemon.snapshot(profile));
    return copy;
  }

  private Map<Cid, String> pins() {
    return bobNode.pins().list(Pins.PREFIX);
  }

  private boolean bobHas(Cid file) {
    return bobNode.blocks().local(file).isPresent();
  }

  private void assertPacksAloneAreKept(Replica copy) {
    assertThat(pins().values())
        .anyMatch(name -> name.endsWith("/packs"))
        .noneMatch(name -> name.endsWith("/snapshot"));
    bobNode.collect();
    Sets.packs(copy).forEach(p -> assertThat(bobNode.blocks().local(p.ref().pack())).isPresent());
  }

  @Test
  void filesThatNobodyGivesHoldUpNoPacks() throws Exception {
    postFile(1);
    network.isolate(bobNode);
    Replica copy = copy();
    bob.keeper.keep(copy);
    assertPacksAloneAreKept(copy);
    assertThatThrownBy(() -> bob.keeper.keepMedia(copy))
        .isInstanceOfSatisfying(
            IpfsException.class,
            e -> assertThat(e.reason()).isEqualTo(IpfsException.Reason.NOT_FOUND));
    assertPacksAloneAreKept(copy);
    network.connect(annNode, bobNode);
    bob.keeper.keepMedia(copy);
    assertThat(bob.keeper.isPinned(copy)).isTrue();
  }

  @Test
  void fileThatHasMoreBytesThanItsPostSaysIsNotPinned() throws Exception {
    postLyingFile();
    Replica copy = copy();
    bob.keeper.keep(copy);
    assertThatThrownBy(() -> bob.keeper.keepMedia(copy))
        .isInstanceOfSatisfying(
            LimitException.class, e -> assertThat(e.code()).isEqualTo("media-wrong"));
    assertPacksAloneAreKept(copy);
  }

  /** Its links alone would take many times its bytes in memory. */
  @Test
  void fileOfVeryManyPiecesIsNotWalked() throws Exception {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    for (int i = 0; i < 40_000; i++) {
      Cid piece = Cid.of(Multicodec.RAW, Ints.toByteArray(i));
      node.writeBytes(new byte[] {2 << 3 | 2, Cid.BYTES + 2, 1 << 3 | 2, Cid.BYTES});
      node.writeBytes(piece.toBytes());
    }
    Block file = Block.of(Multicodec.DAG_PB, node.toByteArray());
    annNode.blocks().put(List.of(file));
    post(file.cid(), LARGE);
    Replica copy = copy();
    bob.keeper.keep(copy);
    assertThatThrownBy(() -> bob.keeper.keepMedia(copy))
        .isInstanceOf(LimitException.class)
        .hasMessageContaining("too many pieces");
  }

  @Test
  void ofFilesOverTheBudgetTheNewestAreKept() throws Exception {
    postFile(1);
    Replica copy = copy();
    bob.keeper.keep(copy);
    bob.keeper.keepMedia(copy);
    assertThat(bob.keeper.isPinned(copy)).isTrue();
    Cid first = Sets.files(copy).get(0);
    postFile(2);
    copy();
    bob.keeper.keep(copy);
    bob.keeper.keepMedia(copy);
    assertPacksAloneAreKept(copy);
    assertThat(bob.keeper.isPinned(copy)).isTrue();
    assertThat(Sets.files(copy))
        .hasSize(2)
        .filteredOn(this::bobHas)
        .hasSize(1)
        .doesNotContain(first);
  }

  @Test
  void pinsOfProfilesThatAreNotHeldAreSweptUp() throws Exception {
    postFile(1);
    Replica copy = copy();
    bob.keeper.keep(copy);
    bob.keeper.keepMedia(copy);
    bob.keeper.sweep(bob.replicas::holds);
    assertThat(pins()).isNotEmpty();
    bob.replicas.forget(profile.profile());
    bob.keeper.sweep(bob.replicas::holds);
    assertThat(pins()).isEmpty();
  }
}
