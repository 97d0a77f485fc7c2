package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsException;
import dagbok.kubo.KuboException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a file; exceptions have an {@link IpfsException} as their cause. */
final class KuboFile extends FilterInputStream {
  KuboFile(InputStream bytes) {
    super(bytes);
  }

  @Override
  public int read() throws IOException {
    try {
      return super.read();
    } catch (IOException e) {
      throw translated(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      throw translated(e);
    }
  }

  private static IOException translated(IOException e) {
    if (e.getCause() instanceof KuboException why) {
      IpfsException known = KuboFailures.ofFetch(why);
      return new IOException(known.getMessage(), known);
    }
    return e;
  }
}
