package dagbok.archive;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.cid.Varint;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** UnixFS files of two levels, the root first, as IPFS makes them. */
final class UnixFs {
  private static final int CHUNK_BYTES = 1024 * 1024;

  private UnixFs() {}

  static List<Block> file(int chunks) {
    List<Block> leaves = new ArrayList<>();
    Random random = new Random(chunks);
    for (int i = 0; i < chunks; i++) {
      byte[] chunk = new byte[CHUNK_BYTES];
      random.nextBytes(chunk);
      leaves.add(World.raw(chunk));
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(Block.of(Multicodec.DAG_PB, root(leaves)));
    blocks.addAll(leaves);
    return blocks;
  }

  private static byte[] root(List<Block> leaves) {
    ByteArrayOutputStream node = new ByteArrayOutputStream();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    number(data, 1, 2);
    number(data, 3, (long) leaves.size() * CHUNK_BYTES);
    for (Block leaf : leaves) {
      ByteArrayOutputStream link = new ByteArrayOutputStream();
      bytes(link, 1, leaf.cid().toBytes());
      bytes(link, 2, new byte[0]);
      number(link, 3, CHUNK_BYTES);
      bytes(node, 2, link.toByteArray());
      number(data, 4, CHUNK_BYTES);
    }
    bytes(node, 1, data.toByteArray());
    return node.toByteArray();
  }

  private static void number(ByteArrayOutputStream out, int field, long value) {
    out.write(field << 3);
    Varint.write(out, value);
  }

  private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
    out.write(field << 3 | 2);
    Varint.write(out, value.length);
    out.writeBytes(value);
  }
}
