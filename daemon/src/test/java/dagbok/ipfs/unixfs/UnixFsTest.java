package dagbok.ipfs.unixfs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnixFsTest {
  private static final int CHUNK_BYTES = 16;
  private static final int MAX_LINKS = 3;

  private final Map<Cid, Block> blocks = new HashMap<>();
  private final AtomicInteger reads = new AtomicInteger();

  private void store(Block block) {
    blocks.put(block.cid(), block);
  }

  private Block read(Cid cid) {
    reads.incrementAndGet();
    return Optional.ofNullable(blocks.get(cid)).orElseThrow(() -> new AssertionError(cid));
  }

  private Cid write(byte[] file) throws IOException {
    return new UnixFsWriter(CHUNK_BYTES, MAX_LINKS, this::store)
        .write(new ByteArrayInputStream(file));
  }

  private byte[] read(Cid root, long offset, long length) throws IOException {
    try (UnixFsReader reader = new UnixFsReader(root, offset, length, this::read)) {
      return reader.readAllBytes();
    }
  }

  private static byte[] file(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 7 + i / 251);
    }
    return bytes;
  }

  /** What Kubo 0.43 gives for the same bytes, chunks of 16 and 3 links a node. */
  @ParameterizedTest
  @CsvSource({
    "0, bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku",
    "1, bafkreidogqfzz75tpkmjzjke425xqcrmpcib2p5tg44hnbirumdbpl5adu",
    "16, bafkreihxxrwbh2at2n3zsscnttje2flq2puuh7qp43upmsjf7kv44cxubu",
    "17, bafybeifahtdbln2kzsnt75d3urjv5k6x6qjrtn4icruxi5spkilgmc3dem",
    "32, bafybeiesuznce66oeqljveatxehxoqxwzcdmrfycd3ieb3tridnquncngu",
    "48, bafybeibgvbeos2s3qw6fd5uo5oh4uvezibhlqc7yvjivawztg7d3lslsfi",
    "49, bafybeibamoodb2lbjqf7hnln5trelt3g4jpunwlznvrt5oeccrbbeoksyq",
    "96, bafybeic4wub7nq2ciuyiyxdi7iehxpz3wvlezx52zrdziujoylfs7ccb74",
    "97, bafybeigwgwfesuwsc6z2rymvllf5uhfidtluijl3h6tcjosx6kg4vrqhzq",
    "144, bafybeifqohlrj3uatfbrg7iyz3vfzfdcbzbl65qjfynnwcw2hpog5b6mly",
    "145, bafybeigf2lev6kfrv2v5wsuxck5vn334cn3mmxjx3gxmvpcvxp2h3kulhi",
    "432, bafybeic3bdavqhy6hysnvfb7p43chrybaogsdvju6ww4ih6ezdpy3vg5ii",
    "433, bafybeierc3i5uauzpwettp6tqo6hv6ydtnz7px7fh5tqu5g7wim2nareca",
    "1000, bafybeiedj5iatmpugt5e6xv65kd5wf4pw2bznzpgmart7bl3ehmspx7pje",
  })
  void treesAreThoseOfKubo(int length, String root) throws IOException {
    byte[] file = file(length);

    Cid written = write(file);

    assertThat(written).hasToString(root);
    assertThat(read(written, 0, Long.MAX_VALUE)).isEqualTo(file);
  }

  @Test
  void anyPartCanBeRead() throws IOException {
    byte[] file = file(1000);
    Cid root = write(file);
    Random random = new Random(1);

    for (int i = 0; i < 500; i++) {
      int offset = random.nextInt(1010);
      int length = random.nextInt(200);
      int from = Math.min(offset, 1000);
      int to = Math.min(offset + length, 1000);
      assertThat(read(root, offset, length)).isEqualTo(Arrays.copyOfRange(file, from, to));
    }
  }

  @Test
  void whatIsNotWantedIsNotFetched() throws IOException {
    Cid root = write(file(1000));

    assertThat(read(root, 998, 1)).hasSize(1);

    assertThat(reads.get()).isLessThanOrEqualTo(5);
  }

  @Test
  void aRawBlockIsAFile() throws IOException {
    Block block = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});
    store(block);

    assertThat(read(block.cid(), 1, 9)).containsExactly(2, 3);
  }

  /** Not DAG-PB; no data; a folder; a field that UnixFS has not; more bytes than there are. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "", "0a020801", "0a043201ff00", "0a06080212ff0101"})
  void otherThingsAreRefused(String hex) {
    Block block = Block.of(Multicodec.DAG_PB, HexFormat.of().parseHex(hex));
    store(block);

    assertThatThrownBy(() -> read(block.cid(), 0, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void otherCodecsAreRefused() {
    Block block = Block.of(Multicodec.DAG_CBOR, new byte[] {0});
    store(block);

    assertThatThrownBy(() -> read(block.cid(), 0, 1))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no part of a file");
  }

  @Test
  void aTreeThatLiesAboutItsLengthsIsRefused() throws IOException {
    Cid root = write(file(48));
    byte[] node = read(root).bytes().clone();
    node[node.length - 1] = 17; // the last child's length, in truth 16
    Block lie = Block.of(Multicodec.DAG_PB, node);
    store(lie);

    assertThatThrownBy(() -> read(lie.cid(), 0, 100))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("as its parent says");
  }
}
