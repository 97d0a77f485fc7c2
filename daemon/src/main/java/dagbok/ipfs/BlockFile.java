package dagbok.ipfs;

import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.ipfs.unixfs.UnixFsReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;

/**
 * The bytes of a UnixFS file, for implementations of {@link Blocks} that read it block by block;
 * what it throws has an {@link IpfsException} as its cause. Not thread-safe.
 */
public final class BlockFile extends FilterInputStream {
  private BlockFile(InputStream bytes) {
    super(bytes);
  }

  /**
   * The file behind {@code root} from {@code offset} on, at most {@code length} bytes of it.
   *
   * @param source gives blocks, checked
   */
  public static InputStream open(Cid root, long offset, long length, Function<Cid, Block> source) {
    return new BlockFile(new UnixFsReader(root, offset, length, source));
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IpfsException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
