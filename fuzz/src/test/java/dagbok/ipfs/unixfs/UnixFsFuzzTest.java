package dagbok.ipfs.unixfs;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.cid.Varint;
import dagbok.fuzz.Bytes;
import dagbok.fuzz.Check;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** UnixFS data, and files woven of blocks in any way. */
class UnixFsFuzzTest {
  private static final int MAX_BLOCKS = 64;
  private static final int MAX_READ_BYTES = 1 << 20;

  @FuzzTest
  void data(byte[] data) {
    try {
      UnixFsData parsed = UnixFsData.parse(data);
      Check.that(parsed.own().length <= data.length, "more bytes than there are");
      Check.that(parsed.children().size() <= data.length, "more children than bytes");
      Check.that(parsed.length() >= 0, "a negative length");
    } catch (IllegalArgumentException | ArithmeticException e) {
      // none
    }
  }

  /** Each block is read at most once for each level and byte that it gives. */
  @FuzzTest
  void file(byte[] data) {
    Bytes bytes = new Bytes(data);
    long offset = bytes.next(3) == 0 ? bytes.next() : 0;
    Map<Cid, Block> blocks = new HashMap<>();
    Cid root = weave(bytes, blocks);
    int[] fetched = new int[1];
    long read = 0;
    try (UnixFsReader reader =
        new UnixFsReader(
            root,
            offset,
            MAX_READ_BYTES,
            cid -> {
              fetched[0]++;
              return Objects.requireNonNull(blocks.get(cid));
            })) {
      byte[] buffer = new byte[4096];
      for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
        Check.that(n > 0, "a read that gives nothing");
        read += n;
        checkWork(fetched[0], read + offset);
      }
    } catch (IOException e) {
      // not a file
    }
    checkWork(fetched[0], read + offset);
    Check.that(read <= MAX_READ_BYTES, "more than asked for");
  }

  private static void checkWork(int fetched, long bytes) {
    Check.that(
        fetched <= (UnixFsReader.MAX_DEPTH + 1) * (bytes + 1),
        fetched + " blocks read for " + bytes + " bytes");
  }

  /** Blocks that link to earlier ones, with lengths that are right or not; the last is the root. */
  private static Cid weave(Bytes bytes, Map<Cid, Block> blocks) {
    List<Block> made = new ArrayList<>();
    List<Long> lengths = new ArrayList<>();
    do {
      int kind = bytes.next(4);
      if (kind == 0 || made.isEmpty()) {
        byte[] leaf = bytes.take(bytes.next(8));
        made.add(Block.of(Multicodec.RAW, leaf));
        lengths.add((long) leaf.length);
      } else if (kind == 1) {
        byte[] odd = bytes.take(bytes.next(32));
        made.add(Block.of(bytes.next(2) == 0 ? Multicodec.DAG_PB : Multicodec.DAG_CBOR, odd));
        lengths.add((long) odd.length);
      } else {
        inner(bytes, made, lengths);
      }
      Block last = made.get(made.size() - 1);
      blocks.put(last.cid(), last);
    } while (bytes.hasMore() && made.size() < MAX_BLOCKS);
    return made.get(made.size() - 1).cid();
  }

  private static void inner(Bytes bytes, List<Block> made, List<Long> lengths) {
    List<Long> claimed = new ArrayList<>();
    ByteArrayOutputStream links = new ByteArrayOutputStream();
    long sum = 0;
    int count = bytes.next(12);
    for (int i = 0; i < count; i++) {
      int target = bytes.next(made.size());
      long length = lengths.get(target) + (bytes.next(16) == 0 ? bytes.next() - 128 : 0);
      claimed.add(Math.max(0, length));
      sum += Math.max(0, length);
      field(links, 0x12, field(new ByteArrayOutputStream(), 0x0a, cid(made, target)));
    }
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    node.writeBytes(links.toByteArray());
    field(node, 0x0a, UnixFsData.ofFile(sum, claimed));
    made.add(Block.of(Multicodec.DAG_PB, node.toByteArray()));
    lengths.add(sum);
  }

  private static byte[] cid(List<Block> made, int target) {
    return made.get(target).cid().toBytes();
  }

  private static byte[] field(ByteArrayOutputStream out, int tag, byte[] value) {
    out.write(tag);
    Varint.write(out, value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }
}
