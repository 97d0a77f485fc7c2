package dagbok.kubo;

import dagbok.block.Block;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes CARv1 files without roots: nothing but blocks in a row. */
final class Car {
  private static final int LOW_BITS = 0x7f;
  private static final int MORE = 0x80;
  private static final int BITS = 7;

  /** DAG-CBOR of {roots: [], version: 1}. */
  private static final byte[] HEADER = header();

  private Car() {}

  private static byte[] header() {
    ByteArrayOutputStream map = new ByteArrayOutputStream();
    map.write(0xa2);
    map.write(0x65);
    map.writeBytes("roots".getBytes(StandardCharsets.US_ASCII));
    map.write(0x80);
    map.write(0x67);
    map.writeBytes("version".getBytes(StandardCharsets.US_ASCII));
    map.write(0x01);
    return map.toByteArray();
  }

  static void write(OutputStream out, Collection<Block> blocks) throws IOException {
    writeVarint(out, HEADER.length);
    out.write(HEADER);
    for (Block block : blocks) {
      byte[] cid = block.cid().toBytes();
      writeVarint(out, cid.length + block.bytes().length);
      out.write(cid);
      out.write(block.bytes());
    }
  }

  private static void writeVarint(OutputStream out, int value) throws IOException {
    int rest = value;
    while (rest > LOW_BITS) {
      out.write((rest & LOW_BITS) | MORE);
      rest >>>= BITS;
    }
    out.write(rest);
  }
}
