package dagbok.ipfs.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.block.Links;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsContract;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.IpfsPair;
import dagbok.ipfs.Pins;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.unixfs.UnixFsWriter;
import dagbok.kubo.KuboClient;
import dagbok.kubo.PinApi;
import dagbok.kubo.process.KuboNetwork;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class KuboIpfsTest extends IpfsContract {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static KuboNode one;
  private static KuboNode two;

  @BeforeAll
  static void start() throws IOException {
    one = KUBO.start();
    two = KUBO.start();
    KUBO.connect(one, two);
  }

  @Override
  protected IpfsPair nodes() {
    return new IpfsPair(side(one), side(two));
  }

  private static IpfsPair.Side side(KuboNode node) {
    KuboClient kubo = node.client();
    return new IpfsPair.Side(
        new KuboBlocks(kubo), new KuboPins(kubo), new KuboPubSub(kubo), new KuboPeers(kubo));
  }

  @Override
  protected void collectGarbage() {
    one.client().repo().collect();
  }

  @Test
  void pinsOfOthersAreNeitherShownNorChanged() {
    Block block = Block.of(Multicodec.RAW, new byte[] {7, 7});
    Pins pins = new KuboPins(one.client());
    PinApi theirs = one.client().pins();
    new KuboBlocks(one.client()).put(List.of(block));
    theirs.add(block.cid(), "holiday with dagbok/ in it", LIMIT, (blocks, bytes) -> {});

    pins.add(block.cid(), Pins.PREFIX + "x", LIMIT);
    pins.update(block.cid(), block.cid(), Pins.PREFIX + "x", LIMIT);
    pins.remove(block.cid());

    assertThat(pins.list(Pins.PREFIX)).doesNotContainKey(block.cid());
    assertThat(theirs.find(block.cid()))
        .map(PinApi.Pin::name)
        .contains("holiday with dagbok/ in it");
    theirs.remove(block.cid());
  }

  @Test
  void whatAPersonKeepsByNameIsNotRemoved() throws Exception {
    byte[] bytes = new byte[3 << 20];
    new Random(5).nextBytes(bytes);
    KuboBlocks blocks = new KuboBlocks(one.client());
    Cid file = blocks.addFile(new ByteArrayInputStream(bytes));
    Cid leaf = Links.of(blocks.local(file).orElseThrow()).get(1);
    Block other = Block.of(Multicodec.RAW, new byte[] {9, 9});
    blocks.put(List.of(other));
    List<Cid> all = List.of(file, leaf, other.cid());
    assertThat(one.client().mfs().reached(all)).isEmpty();
    KUBO.run(one, "files", "cp", "/ipfs/" + file, "/kept by name");

    blocks.remove(all);

    assertThat(one.client().mfs().reached(all)).containsExactlyInAnyOrder(file, leaf);
    assertThat(blocks.local(file)).isPresent();
    assertThat(blocks.local(leaf)).isPresent();
    assertThat(blocks.local(other.cid())).isEmpty();
    KUBO.run(one, "files", "rm", "/kept by name");
    blocks.remove(all);
    assertThat(blocks.local(leaf)).isEmpty();
  }

  @Test
  void whatIsPinnedUnderAnotherCodecIsNotRemoved() {
    Block block = Block.of(Multicodec.RAW, new byte[] {8, 8, 8});
    KuboBlocks blocks = new KuboBlocks(one.client());
    blocks.put(List.of(block));
    Pins pins = new KuboPins(one.client());
    pins.add(block.cid(), Pins.PREFIX + "y", LIMIT);
    List<Cid> names =
        List.of(
            block.cid().withCodec(Multicodec.DAG_CBOR), block.cid().withCodec(Multicodec.DAG_PB));

    blocks.remove(names);
    assertThat(blocks.local(block.cid())).isPresent();

    pins.remove(block.cid());
    blocks.remove(names);
    assertThat(blocks.local(block.cid())).isEmpty();
  }

  /** At and beside each length where another block begins, and some of any length. */
  @ParameterizedTest
  @ValueSource(
      ints = {
        0, 1, 255, 256, 262_143, 262_144, 262_145, 1_048_575, 1_048_576, 1_048_577, 2_097_151,
        2_097_152, 2_097_153, 3_145_728, 777_777, 5_000_001, 9_123_457
      })
  void theEmbeddedNodeGivesFilesTheCidsThatKuboGives(int length) throws IOException {
    byte[] file = new byte[length];
    new Random(length).nextBytes(file);

    Cid ofKubo = new KuboBlocks(one.client()).addFile(new ByteArrayInputStream(file));

    assertThat(UnixFsWriter.write(new ByteArrayInputStream(file), block -> {})).isEqualTo(ofKubo);
  }

  @Test
  void aKuboThatDiesIsAwayAndUsedAgainWhenItIsBack() throws Exception {
    KuboNode node = KUBO.start(KuboSetup.test());
    IpfsPair.Side side = side(node);
    BlockingQueue<Reason> ends = new LinkedBlockingQueue<>();
    Block block = Block.of(Multicodec.RAW, new byte[] {5});
    side.blocks().put(List.of(block));
    PubSub.Subscription subscription =
        side.pubsub().subscribe("t", message -> {}, why -> ends.add(why.reason()));

    node.kill();

    assertThat(ends.poll(20, TimeUnit.SECONDS)).isEqualTo(Reason.AWAY);
    assertAway(() -> side.blocks().put(List.of(block)));
    assertAway(() -> side.blocks().local(block.cid()));
    assertAway(() -> side.blocks().fetch(block.cid(), LIMIT));
    assertAway(() -> side.pins().list(Pins.PREFIX));
    assertAway(() -> side.pubsub().publish("t", new byte[1]));
    assertAway(() -> side.peers().self());
    subscription.close();

    node.restart();

    assertThat(side.blocks().local(block.cid())).contains(block);
    side.pubsub().publish("t", new byte[1]);
  }

  @Test
  void whatWasPutOutlivesKuboEvenIfItIsKilledAtOnce() throws IOException {
    KuboNode node =
        KUBO.start(new KuboSetup(List.of("test", "pebbleds"), KuboNetwork.NONE, 0, 0, Map.of()));
    Blocks blocks = side(node).blocks();
    for (byte round = 0; round < 3; round++) {
      List<Block> few = new ArrayList<>();
      for (byte i = 0; i < 20; i++) {
        few.add(Block.of(Multicodec.RAW, new byte[] {round, i}));
      }
      blocks.put(few.subList(0, 1));
      blocks.put(few.subList(1, 20));
      Cid file = blocks.addFile(new ByteArrayInputStream(new byte[] {round, 1, 2, 3}));

      node.kill();
      node.restart();

      assertThat(few).allMatch(block -> blocks.local(block.cid()).isPresent());
      assertThat(blocks.local(file)).isPresent();
      assertThat(side(node).pins().list(Pins.PREFIX)).isEmpty();
    }
  }

  private static void assertAway(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOf(IpfsException.class)
        .satisfies(
            e -> {
              assertThat(((IpfsException) e).reason()).isEqualTo(Reason.AWAY);
              assertThat(((IpfsException) e).cure()).contains("ipfs daemon");
            });
  }
}
