package dagbok.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The bytes of a stream until its end; left open. */
public record StreamBody(InputStream in) implements Body {
  private static final int BUFFER_BYTES = 64 * 1024;

  @Override
  public long length() {
    return UNKNOWN;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int count = read(buffer); count >= 0; count = read(buffer)) {
      out.write(buffer, 0, count);
    }
  }

  private int read(byte[] buffer) throws SourceException {
    try {
      return in.read(buffer);
    } catch (IOException e) {
      throw new SourceException("can't read standard input (" + e.getMessage() + ")");
    }
  }
}
