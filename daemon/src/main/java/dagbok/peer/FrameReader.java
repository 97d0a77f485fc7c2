package dagbok.peer;

import dagbok.codec.DecodeException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Frames from a stream: each behind its length as an unsigned varint. Not thread-safe. */
final class FrameReader {
  private static final int MAX_LENGTH_BYTES = 3;

  private final InputStream in;

  FrameReader(InputStream in) {
    this.in = in;
  }

  /** The next frame; empty for a sign of life. Blocks. */
  Optional<Frame> next() throws IOException, DecodeException {
    int length = length();
    if (length == 0) {
      return Optional.empty();
    }
    return Optional.of(Frame.decode(read(length)));
  }

  /** Not by {@code readNBytes}, which asks for no bytes at the end; some streams wait then. */
  private byte[] read(int length) throws IOException {
    byte[] bytes = new byte[length];
    for (int done = 0; done < length; ) {
      int count = in.read(bytes, done, length - done);
      if (count < 0) {
        throw new EOFException("the stream ended in a frame");
      }
      done += count;
    }
    return bytes;
  }

  private int length() throws IOException, DecodeException {
    int length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      int read = in.read();
      if (read < 0) {
        throw new EOFException("the stream ended");
      }
      length |= (read & 0x7f) << (7 * i);
      if (read < 0x80) {
        if (length > Frame.MAX_BYTES) {
          break;
        }
        return length;
      }
    }
    throw new DecodeException("a frame of over " + Frame.MAX_BYTES + " bytes");
  }
}
