package dagbok.ipfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import dagbok.ipfs.IpfsException.Reason;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation of {@link Blocks} promises. */
@Timeout(120)
public abstract class BlocksContract {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(500);

  /** Two connected nodes, the same for all tests. */
  protected abstract IpfsPair pair();

  private Blocks one() {
    return pair().one().blocks();
  }

  private Blocks two() {
    return pair().two().blocks();
  }

  private static Block raw(String text) {
    return Block.of(Multicodec.RAW, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Block cbor(String text) {
    return Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.of(text)));
  }

  private static byte[] random(int length, long seed) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  @Test
  void whatIsPutIsThere() {
    Block block = raw("put");

    assertThat(one().has(block.cid())).isFalse();
    one().put(List.of(block));

    assertThat(one().has(block.cid())).isTrue();
    assertThat(one().local(block.cid())).contains(block);
    assertThat(one().local(block.cid()).orElseThrow().bytes()).isEqualTo(block.bytes());
    assertThat(one().fetch(block.cid(), LIMIT).bytes()).isEqualTo(block.bytes());
  }

  @Test
  void manyBlocksOfAllCodecsAreTakenAtOnceAndAgain() {
    List<Block> blocks = new ArrayList<>();
    IntStream.range(0, 700).forEach(i -> blocks.add(i % 2 == 0 ? raw("m" + i) : cbor("m" + i)));
    blocks.add(raw(""));
    blocks.add(Block.of(Multicodec.DAG_PB, new byte[0]));
    blocks.add(Block.of(Multicodec.DAG_JSON, "{}".getBytes(StandardCharsets.UTF_8)));

    one().put(blocks);
    one().put(blocks);

    assertThat(blocks).allMatch(block -> one().local(block.cid()).isPresent());
  }

  @Test
  void fewBlocksOfTwoCodecsAreTaken() {
    List<Block> blocks = List.of(raw("few 1"), cbor("few 2"), raw("few 3"));

    one().put(blocks);

    assertThat(blocks).allMatch(block -> one().local(block.cid()).isPresent());
  }

  @Test
  void blocksNeedNotHaveTheFormThatTheirCodecSays() {
    List<Block> blocks = new ArrayList<>();
    IntStream.range(0, 20).forEach(i -> blocks.add(cbor("form " + i)));
    Block bad = Block.of(Multicodec.DAG_CBOR, new byte[] {(byte) 0xff, 1, 2, 3});
    blocks.add(bad);

    one().put(blocks);

    assertThat(blocks).allMatch(block -> one().local(block.cid()).isPresent());
    assertThat(two().fetch(bad.cid(), LIMIT).bytes()).isEqualTo(bad.bytes());
  }

  @Test
  void theLargestBlockIsTakenAndALargerOneRefused() {
    Block largest = Block.of(Multicodec.RAW, random(Block.MAX_BYTES, 1));
    Block larger = Block.of(Multicodec.RAW, random(Block.MAX_BYTES + 1, 2));

    one().put(List.of(largest));

    assertThat(one().local(largest.cid())).isPresent();
    assertReason(Reason.LIMIT, () -> one().put(List.of(larger)));
  }

  @Test
  void localDoesNotAskPeers() {
    Block block = raw("only at one");
    one().put(List.of(block));

    assertThat(two().local(block.cid())).isEmpty();
  }

  @Test
  void fetchAsksPeersAndKeepsWhatTheyGive() {
    Block block = raw("fetched");
    one().put(List.of(block));

    assertThat(two().fetch(block.cid(), LIMIT).bytes()).isEqualTo(block.bytes());
    assertThat(two().local(block.cid())).isPresent();
  }

  @Test
  void theEmptyBlockNeedsNobody() {
    Block empty = raw("");

    assertThat(two().fetch(empty.cid(), SHORT).bytes()).isEmpty();
  }

  @Test
  void whatNobodyHasIsNotFound() {
    assertReason(Reason.NOT_FOUND, () -> one().fetch(raw("nobody's").cid(), SHORT));
  }

  @Test
  void removingTakesBlocksAwayButNeitherPinnedNorMissingOnes() {
    Block gone = raw("gone");
    Block leaf = raw("pinned leaf");
    Block root =
        Block.of(Multicodec.DAG_CBOR, DagCbor.encode(Ipld.list(List.of(Ipld.link(leaf.cid())))));
    one().put(List.of(gone, leaf, root));
    pair().one().pins().add(root.cid(), Pins.PREFIX + "blocks-contract", LIMIT);

    one().remove(List.of(gone.cid(), leaf.cid(), root.cid(), raw("missing").cid()));

    assertThat(one().local(gone.cid())).isEmpty();
    assertThat(one().local(leaf.cid())).isPresent();
    assertThat(one().local(root.cid())).isPresent();
  }

  @Test
  void aFileIsMadeAsTheProfileSays() throws IOException {
    byte[] file = random(3_000_000, 3);

    Cid root = one().addFile(new ByteArrayInputStream(file));

    // what ipfs add --cid-version=1 --chunker=size-1048576 gives
    assertThat(root).hasToString("bafybeibdafjffgaik53klrqrd6ht5tz5g4mzppaavl3gqlyc3bhburanxm");
    assertThat(read(two(), root, 0, Long.MAX_VALUE)).isEqualTo(file);
    assertThat(read(two(), root, 1_048_570, 10)).isEqualTo(slice(file, 1_048_570, 10));
    assertThat(read(two(), root, 2_999_999, 10)).isEqualTo(slice(file, 2_999_999, 1));
    assertThat(read(two(), root, 3_000_000, 10)).isEmpty();
    assertThat(read(two(), root, 4_000_000, 10)).isEmpty();
    assertThat(read(two(), root, 7, 0)).isEmpty();
  }

  @Test
  void aSmallFileIsOneBlockAndAnEmptyOneToo() throws IOException {
    Cid small = one().addFile(new ByteArrayInputStream(new byte[] {1, 2, 3}));
    Cid empty = one().addFile(InputStream.nullInputStream());

    assertThat(small).isEqualTo(Cid.of(Multicodec.RAW, new byte[] {1, 2, 3}));
    assertThat(empty).isEqualTo(Cid.of(Multicodec.RAW, new byte[0]));
    assertThat(read(two(), small, 1, 1)).containsExactly(2);
    assertThat(read(two(), empty, 0, 5)).isEmpty();
  }

  @Test
  void aFileWhoseSourceFailsIsRefused() {
    InputStream broken =
        new FilterInputStream(InputStream.nullInputStream()) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("the disk is gone");
          }
        };

    assertThatThrownBy(() -> one().addFile(broken))
        .isInstanceOf(IpfsException.class)
        .hasMessageContaining("the disk is gone");
  }

  @Test
  void aFileThatNobodyHasIsNotFound() {
    Cid root = Cid.of(Multicodec.DAG_PB, new byte[] {9});

    assertReason(Reason.NOT_FOUND, () -> readOrThrow(root));
  }

  /** The reason is thrown by itself, or as the cause of what the stream throws. */
  private void readOrThrow(Cid root) throws IOException {
    try (InputStream file = one().openFile(root, 0, 1, SHORT)) {
      file.readAllBytes();
    } catch (IOException e) {
      if (e.getCause() instanceof IpfsException why) {
        throw why;
      }
      throw e;
    }
  }

  private static byte[] read(Blocks blocks, Cid root, long offset, long length) throws IOException {
    try (InputStream file = blocks.openFile(root, offset, length, LIMIT)) {
      return file.readAllBytes();
    }
  }

  private static byte[] slice(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  static void assertReason(Reason reason, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(IpfsException.class)
        .extracting(e -> ((IpfsException) e).reason())
        .isEqualTo(reason);
  }
}
