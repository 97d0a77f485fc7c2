package dagbok.block;

import static dagbok.Vectors.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.RandomIpld;
import dagbok.Vectors;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.codec.DagCbor;
import dagbok.codec.DecodeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CarTest {
  static Stream<Arguments> valid() {
    return Vectors.of("car-valid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void readsFilesOfOtherTools(String name, String hex, String roots, String blocks)
      throws Exception {
    CarReader reader = new CarReader(new ByteArrayInputStream(hex(hex)));

    assertThat(String.join(" ", reader.roots().stream().map(Cid::toString).toList()))
        .isEqualTo(roots);
    List<String> cids = rest(reader).stream().map(block -> block.cid().toString()).toList();
    assertThat(String.join(" ", cids)).isEqualTo(blocks);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("valid")
  void writesWhatOtherToolsWrite(String name, String hex, String roots, String blocks)
      throws Exception {
    CarReader reader = new CarReader(new ByteArrayInputStream(hex(hex)));
    byte[] written = write(reader.roots(), rest(reader));

    if (!name.contains("CIDv0")) { // which are read as CIDv1
      assertThat(hex(written)).isEqualTo(hex);
    }
  }

  static Stream<Arguments> invalid() {
    return Vectors.of("car-invalid.txt");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalid")
  void refusesWhatIsMalformed(String name, String hex, String message, String js) {
    assertThatThrownBy(() -> rest(new CarReader(new ByteArrayInputStream(hex(hex)))))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining(message);
  }

  @Test
  void filesCutOffAnywhereButBetweenBlocksAreRefusedWithThePlace() throws Exception {
    List<Block> blocks = randomBlocks(7, 8);
    byte[] file = write(List.of(blocks.get(0).cid()), blocks);
    List<Integer> whole = new ArrayList<>();
    for (int count = 0; count <= blocks.size(); count++) {
      whole.add(write(List.of(blocks.get(0).cid()), blocks.subList(0, count)).length);
    }

    for (int length = 1; length < file.length; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      if (whole.contains(length)) {
        assertThat(rest(open(cut))).isEqualTo(blocks.subList(0, whole.indexOf(length)));
      } else {
        assertThatThrownBy(() -> rest(open(cut)))
            .isInstanceOf(DecodeException.class)
            .hasMessageStartingWith("CAR, byte " + length + ": file is cut off");
      }
    }
  }

  @Test
  void changedBytesAreNeverTakenForABlock() throws Exception {
    List<Block> blocks = randomBlocks(9, 5);
    byte[] file = write(List.of(), blocks);
    for (int at = 0; at < file.length; at++) {
      byte[] changed = file.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> rest(open(changed))).isInstanceOf(DecodeException.class);
    }
  }

  @Test
  void mismatchNamesTheCidAndWhatItShouldBe() throws Exception {
    Block block = Block.of(Multicodec.RAW, new byte[] {1, 2, 3});
    byte[] other = {1, 2, 4};
    byte[] file = write(List.of(), List.of(new Block(block.cid(), other)));

    assertThatThrownBy(() -> rest(open(file)))
        .hasMessageContaining("byte 18: block " + block.cid())
        .hasMessageContaining("hashes to " + Cid.of(Multicodec.RAW, other));
  }

  @Test
  void carriesBlocksOfTheLargestSizeAndNoLarger() throws Exception {
    Block largest = Block.of(Multicodec.RAW, new byte[Block.MAX_BYTES]);
    Block larger = Block.of(Multicodec.RAW, new byte[Block.MAX_BYTES + 1]);

    assertThat(rest(open(write(List.of(), List.of(largest))))).containsExactly(largest);
    assertThatThrownBy(() -> write(List.of(), List.of(larger)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void carriesManyRootsAndRefusesTooMany() throws Exception {
    RandomIpld random = new RandomIpld(3);
    List<Cid> roots = Stream.generate(random::nextCid).limit(1_000).toList();

    assertThat(open(write(roots, List.of())).roots()).isEqualTo(roots);
    assertThatThrownBy(() -> write(Collections.nCopies(2_000, roots.get(0)), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leavesTheStreamOpenAndUnread() throws Exception {
    byte[] file = write(List.of(), randomBlocks(1, 2));
    ByteArrayInputStream in =
        new ByteArrayInputStream(file) {
          @Override
          public void close() throws IOException {
            throw new IOException("closed");
          }
        };
    CarReader reader = new CarReader(in);
    int left = in.available();
    Optional<Block> first = reader.next();

    assertThat(first).isPresent();
    assertThat(left - in.available()).isEqualTo(1 + Cid.BYTES + first.get().bytes().length);
    assertThat(rest(reader)).hasSize(1);
  }

  private static List<Block> randomBlocks(long seed, int count) {
    RandomIpld random = new RandomIpld(seed);
    List<Block> blocks = new ArrayList<>();
    while (blocks.size() < count) {
      byte[] bytes = DagCbor.encode(random.next());
      if (bytes.length < 60) {
        blocks.add(Block.of(Multicodec.DAG_CBOR, bytes));
      }
    }
    return blocks;
  }

  private static byte[] write(List<Cid> roots, List<Block> blocks) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CarWriter writer = new CarWriter(out, roots);
    for (Block block : blocks) {
      writer.write(block);
    }
    return out.toByteArray();
  }

  private static CarReader open(byte[] file) throws IOException, DecodeException {
    return new CarReader(new ByteArrayInputStream(file));
  }

  private static List<Block> rest(CarReader reader) throws IOException, DecodeException {
    List<Block> blocks = new ArrayList<>();
    for (Optional<Block> next = reader.next(); next.isPresent(); next = reader.next()) {
      blocks.add(next.get());
    }
    return blocks;
  }
}
