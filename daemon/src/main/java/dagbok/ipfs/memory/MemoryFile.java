package dagbok.ipfs.memory;

import dagbok.ipfs.IpfsException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file; exceptions have an {@link IpfsException} as their cause. */
final class MemoryFile extends FilterInputStream {
  MemoryFile(InputStream bytes) {
    super(bytes);
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
