package dagbok.cli.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The bytes that a request sends. */
public interface Body {
  /** {@link #length} of a body whose length shows only at its end; it goes in chunks. */
  long UNKNOWN = -1;

  /** No bytes. */
  Body NONE = of(new byte[0]);

  /** How many bytes {@link #writeTo} will write, or {@link #UNKNOWN}. */
  long length();

  /**
   * Writes all of them, once, and leaves {@code out} open.
   *
   * @throws IOException from {@code out}, or from where the bytes come; the latter as {@link
   *     SourceException}
   */
  void writeTo(OutputStream out) throws IOException;

  /** These bytes. */
  static Body of(byte[] bytes) {
    return new Body() {
      @Override
      public long length() {
        return bytes.length;
      }

      @Override
      public void writeTo(OutputStream out) throws IOException {
        out.write(bytes);
      }
    };
  }

  /** This text, as UTF-8. */
  static Body of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }
}
