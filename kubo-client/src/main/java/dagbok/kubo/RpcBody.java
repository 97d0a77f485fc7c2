package dagbok.kubo;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** What is sent along with a call: files, as the parts of a form. */
sealed interface RpcBody {
  /** Files that are in memory. */
  record Files(List<byte[]> contents) implements RpcBody {}

  /** One file that is written as it is sent, by the calling thread. */
  record Stream(Writer writer) implements RpcBody {}

  /** Writes a file; an exception breaks the call off, so that Kubo sees no end of the file. */
  interface Writer {
    void writeTo(OutputStream out) throws IOException;
  }

  /** The bytes of a stream as a body. */
  static RpcBody copyOf(InputStream bytes) {
    return new Stream(bytes::transferTo);
  }
}
