package dagbok.backup;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the parts of a backup, one after the other. */
final class PartWriter {
  /** The most bytes of a run within a part. */
  static final int MAX_RUN_BYTES = 1 << 20;

  private static final int BUFFER_BYTES = 64 * 1024;

  private final DataOutputStream out;

  PartWriter(OutputStream out) {
    this.out = new DataOutputStream(out);
  }

  /** Writes the bytes of a part. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a part whose length is not known before. */
  void write(PartKind kind, String name, Content content) throws IOException {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    out.writeByte(kind.number());
    out.writeShort(text.length);
    out.write(text);
    OutputStream runs = new BufferedOutputStream(new Runs(), BUFFER_BYTES);
    content.writeTo(runs);
    runs.flush();
    out.writeInt(0);
  }

  void write(PartKind kind, String name, byte[] bytes) throws IOException {
    write(kind, name, runs -> runs.write(bytes));
  }

  /** There are no more parts. */
  void end() throws IOException {
    out.writeByte(PartKind.END);
    out.flush();
  }

  /** Each write is a run with its length. */
  private final class Runs extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      for (int at = 0; at < length; at += MAX_RUN_BYTES) {
        int count = Math.min(MAX_RUN_BYTES, length - at);
        out.writeInt(count);
        out.write(bytes, offset + at, count);
      }
    }
  }
}
