package dagbok.kubo;

import static dagbok.kubo.BadAnswersTest.assertReason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.block.CarReader;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.kubo.KuboException.Reason;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every call that one node by itself can answer. */
@Timeout(120)
class KuboCallsTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);
  private static KuboClient kubo;

  @BeforeAll
  static void start() throws IOException {
    KuboNode node = KUBO.start();
    kubo = node.client();
  }

  private static Block raw(String text) {
    return Block.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Block list(List<Block> links) {
    Ipld list = Ipld.list(links.stream().map(block -> Ipld.link(block.cid())).toList());
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.map(Map.of("links", list))));
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void blocksArePutInOneRequestAndReadBack() {
    List<Block> blocks =
        IntStream.range(0, BlockApi.MAX_BLOCKS).mapToObj(i -> raw("block " + i)).toList();

    kubo.blocks().put(Multicodec.RAW, blocks);

    for (Block block : blocks) {
      assertThat(kubo.blocks().getLocal(block.cid())).contains(block.bytes());
    }
    assertThat(kubo.blocks().get(blocks.get(7).cid(), LIMIT)).isEqualTo(blocks.get(7).bytes());
  }

  @Test
  void blocksMayHoldWhatLooksLikeAForm() {
    Block tricky = raw("\r\n--boundary\r\nContent-Disposition: form-data\r\n\r\n--boundary--");
    Block empty = raw("");

    kubo.blocks().put(Multicodec.RAW, List.of(tricky, empty));

    assertThat(kubo.blocks().getLocal(tricky.cid())).contains(tricky.bytes());
    assertThat(kubo.blocks().getLocal(empty.cid())).contains(empty.bytes());
  }

  @Test
  void aPutThatFailsInTheMiddleSaysSo() {
    Block first = raw("the first of three");
    Block large = Block.of(Multicodec.RAW, new byte[Block.MAX_BYTES + 1]);
    Block last = raw("the last of three");

    assertThatThrownBy(() -> kubo.blocks().put(Multicodec.RAW, List.of(first, large, last)))
        .isInstanceOf(KuboException.class)
        .hasMessageContaining("over 2MiB");
    assertThat(kubo.blocks().getLocal(first.cid())).isPresent();
    assertThat(kubo.blocks().getLocal(last.cid())).isEmpty();
  }

  @Test
  void whatNobodyHasIsNotFoundLocallyAndTimesOutElsewhere() {
    Cid missing = raw("nobody has this").cid();

    assertThat(kubo.blocks().getLocal(missing)).isEmpty();
    assertReason(Reason.TIMEOUT, () -> kubo.blocks().get(missing, SHORT));
  }

  @Test
  void removingTellsOfPinnedBlocksAndIgnoresMissingOnes() {
    Block gone = raw("to be removed");
    Block pinned = raw("to be kept");
    Cid missing = raw("never there").cid();
    kubo.blocks().put(Multicodec.RAW, List.of(gone, pinned));
    kubo.pins().add(pinned.cid(), "dagbok/kept", LIMIT, (blocks, bytes) -> {});

    List<BlockApi.Removal> removals =
        kubo.blocks().remove(List.of(gone.cid(), pinned.cid(), missing), LIMIT);

    assertThat(removals.get(0).error()).isEmpty();
    assertThat(removals.get(1).error()).hasValueSatisfying(e -> assertThat(e).startsWith("pinned"));
    assertThat(removals.get(2).error()).isEmpty();
    assertThat(kubo.blocks().getLocal(gone.cid())).isEmpty();
    assertThat(kubo.blocks().getLocal(pinned.cid())).isPresent();
  }

  @Test
  void aCarOfManyBlocksGoesInAndComesOut() throws Exception {
    List<Block> blocks =
        new ArrayList<>(IntStream.range(0, 300).mapToObj(i -> raw("in a car " + i)).toList());
    Block root = list(blocks);
    blocks.add(root);

    kubo.dag().importBlocks(blocks);

    List<Block> out = new ArrayList<>();
    try (InputStream car = kubo.dag().exportCar(root.cid(), LIMIT)) {
      CarReader reader = new CarReader(car);
      assertThat(reader.roots()).containsExactly(root.cid());
      for (var block = reader.next(); block.isPresent(); block = reader.next()) {
        out.add(block.get());
      }
    }
    assertThat(out).containsExactlyInAnyOrderElementsOf(blocks);
  }

  @Test
  void importRefusesBlocksThatAreNotWhatTheySay() {
    Block bad = Block.of(Multicodec.DAG_CBOR, new byte[] {(byte) 0xff, 0});

    assertThatThrownBy(() -> kubo.dag().importBlocks(List.of(raw("before"), bad)))
        .isInstanceOf(KuboException.class)
        .hasMessageContaining("import failed");
  }

  @Test
  void anExportThatBreaksOffIsNoEnd() throws IOException {
    Block root = list(List.of(raw("never stored"), raw("nor this")));
    kubo.dag().importBlocks(List.of(root));

    // Kubo waits for peers, of which there are none, until the reader's patience ends
    try (InputStream car = kubo.dag().exportCar(root.cid(), SHORT)) {
      assertThatThrownBy(car::readAllBytes).hasCauseInstanceOf(KuboException.class);
    }
  }

  @Test
  void aFileIsAddedAsTheProfileSaysAndReadInParts() throws IOException {
    byte[] file = random(3_000_000, 1);

    Cid root = kubo.files().add(new ByteArrayInputStream(file));

    assertThat(root.codec()).isEqualTo(Multicodec.DAG_PB);
    assertThat(kubo.pins().find(root)).isEmpty();
    try (InputStream all = kubo.files().cat(root, 0, Long.MAX_VALUE, LIMIT)) {
      assertThat(all.readAllBytes()).isEqualTo(file);
    }
    try (InputStream part = kubo.files().cat(root, 1_048_570, 10, LIMIT)) {
      assertThat(part.readAllBytes()).containsExactly(slice(file, 1_048_570, 10));
    }
    try (InputStream tail = kubo.files().cat(root, file.length - 3L, 10, LIMIT)) {
      assertThat(tail.readAllBytes()).hasSize(3);
    }
    try (InputStream nothing = kubo.files().cat(root, file.length, 10, LIMIT)) {
      assertThat(nothing.readAllBytes()).isEmpty();
    }
    try (InputStream nothing = kubo.files().cat(root, 0, 0, LIMIT)) {
      assertThat(nothing.readAllBytes()).isEmpty();
    }
  }

  private static byte[] slice(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  @Test
  void aSmallFileIsItsOnlyBlock() {
    byte[] file = random(1_048_576, 2);

    assertThat(kubo.files().add(new ByteArrayInputStream(file)))
        .isEqualTo(Cid.of(Multicodec.RAW, file));
  }

  @Test
  void aFileWhoseSourceFailsIsNotAdded() {
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(new byte[2_000_000]),
            new FilterInputStream(InputStream.nullInputStream()) {
              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("the disk is gone");
              }
            });

    assertThatThrownBy(() -> kubo.files().add(broken))
        .isInstanceOf(KuboException.class)
        .hasMessageContaining("the disk is gone");
    assertThat(kubo.node().version().isSupported()).isTrue();
  }

  @Test
  void pinsHaveNamesAndAreUpdated() {
    Block leaf = raw("a leaf");
    Block one = list(List.of(leaf));
    Block two = list(List.of(leaf, one));
    kubo.dag().importBlocks(List.of(leaf, one, two));
    AtomicLong walked = new AtomicLong();

    kubo.pins().add(one.cid(), "dagbok/test", LIMIT, (blocks, bytes) -> walked.set(blocks));
    assertThat(walked.get()).isEqualTo(2);
    assertThat(kubo.pins().find(one.cid())).map(PinApi.Pin::name).contains("dagbok/test");

    kubo.pins().update(one.cid(), two.cid(), LIMIT);
    assertThat(kubo.pins().find(one.cid())).isEmpty();
    assertThat(pinsNamed("dagbok/test")).containsExactly(new PinApi.Pin(two.cid(), "dagbok/test"));
    assertReason(
        Reason.NOT_FOUND, () -> kubo.pins().update(one.cid(), leaf.cid(), Duration.ofSeconds(5)));

    kubo.pins().remove(two.cid());
    assertThat(pinsNamed("dagbok/test")).isEmpty();
    assertReason(Reason.NOT_FOUND, () -> kubo.pins().remove(two.cid()));
  }

  private static List<PinApi.Pin> pinsNamed(String part) {
    List<PinApi.Pin> pins = new ArrayList<>();
    try (KuboStream<PinApi.Pin> stream = kubo.pins().list(part)) {
      stream.forEachRemaining(pins::add);
    }
    return pins;
  }

  @Test
  void aPinThatCannotBeFilledTimesOut() {
    Block root = list(List.of(raw("not to be had")));
    kubo.dag().importBlocks(List.of(root));

    assertReason(
        Reason.TIMEOUT,
        () -> kubo.pins().add(root.cid(), "dagbok/empty", SHORT, (blocks, bytes) -> {}));
    assertThat(kubo.pins().find(root.cid())).isEmpty();
  }

  @Test
  void longPinNamesAreRefusedHere() {
    assertThatThrownBy(
            () -> kubo.pins().add(raw("x").cid(), "n".repeat(256), LIMIT, (blocks, bytes) -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void collectingRemovesWhatNothingHolds() {
    Block loose = raw("nothing holds this");
    kubo.blocks().put(Multicodec.RAW, List.of(loose));

    assertThat(kubo.repo().collect()).isPositive();

    assertThat(kubo.blocks().getLocal(loose.cid())).isEmpty();
    assertThat(kubo.repo().stat().maxBytes()).isPositive();
  }

  @Test
  void settingsAreReadAndWritten() {
    assertThat(kubo.node().setting("Pubsub.Enabled")).contains("true");
    assertThat(kubo.node().setting("No.Such")).isEmpty();

    kubo.node().set("Provide.Strategy", "\"roots\"");

    assertThat(kubo.node().setting("Provide.Strategy")).contains("\"roots\"");
  }

  @Test
  void knowsItself() throws IOException {
    assertThat(kubo.node().id().id()).startsWith("12D3Koo");
    assertThat(kubo.node().version().isSupported()).isTrue();
    assertThat(kubo.swarm().peers()).isEmpty();
  }

  @Test
  void streamsBetweenPeersAreOffUnlessSwitchedOn() {
    assertReason(Reason.P2P_OFF, () -> kubo.p2p().list());
    assertThat(Reason.P2P_OFF.cure()).contains("Experimental.Libp2pStreamMounting");
  }

  @Test
  void kubosOwnWordsAreKept() {
    assertThatThrownBy(() -> kubo.swarm().connect("nonsense", LIMIT))
        .isInstanceOf(KuboException.class)
        .hasMessageContaining("failed to parse multiaddr");
  }
}
