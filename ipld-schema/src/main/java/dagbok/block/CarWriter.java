package dagbok.block;

import dagbok.cid.Cid;
import dagbok.cid.Varint;
import dagbok.codec.DagCbor;
import dagbok.codec.Ipld;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/**
 * Writes a CARv1 file block by block, in the order given and as often as given. The file is whole
 * after each call. The stream is neither flushed nor closed here: both stay the caller's. Not
 * thread-safe.
 *
 * @see <a href="https://ipld.io/specs/transport/car/carv1/">CARv1</a>
 */
public final class CarWriter {
  private final OutputStream out;

  /**
   * Writes the header.
   *
   * @param roots any number; readers want them to be in the file, but nobody checks
   * @throws IllegalArgumentException if there are more roots than a header may hold
   */
  public CarWriter(OutputStream out, List<Cid> roots) throws IOException {
    Ipld links = Ipld.list(roots.stream().map(Ipld::link).toList());
    byte[] header = DagCbor.encode(Ipld.map(Map.of("version", Ipld.of(1), "roots", links)));
    if (header.length > CarReader.MAX_HEADER_BYTES) {
      throw new IllegalArgumentException("too many roots for a header: " + roots.size());
    }
    this.out = out;
    section(new byte[0], header);
  }

  /**
   * Appends {@code block}, whose CID is believed.
   *
   * @throws IllegalArgumentException if it is larger than {@link Block#MAX_BYTES}
   */
  public void write(Block block) throws IOException {
    if (block.bytes().length > Block.MAX_BYTES) {
      throw new IllegalArgumentException(
          "block " + block.cid() + " has " + block.bytes().length + " bytes");
    }
    section(block.cid().toBytes(), block.bytes());
  }

  private void section(byte[] cid, byte[] bytes) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream(Varint.MAX_BYTES + cid.length);
    Varint.write(head, (long) cid.length + bytes.length);
    head.writeBytes(cid);
    head.writeTo(out);
    out.write(bytes);
  }
}
