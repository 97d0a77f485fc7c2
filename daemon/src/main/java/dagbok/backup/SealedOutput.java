package dagbok.backup;

import java.io.IOException;
import java.io.OutputStream;

/** Seals what is written, piece by piece. Without {@link #finish} nobody can read it. */
final class SealedOutput extends OutputStream {
  /** The bytes of a piece, but for the last. */
  static final int PIECE_BYTES = 64 * 1024;

  /** How much longer a piece is when it is sealed. */
  static final int TAG_BYTES = 16;

  private final OutputStream out;
  private final BackupKey key;
  private final byte[] piece = new byte[PIECE_BYTES];
  private int filled;
  private long number;

  /** Writes the header; {@code out} stays the caller's. */
  SealedOutput(OutputStream out, BackupKey key) throws IOException {
    this.out = out;
    this.key = key;
    out.write(key.header());
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int left = length;
    while (left > 0) {
      if (filled == PIECE_BYTES) {
        put(false); // not before more comes: the last piece is marked
      }
      int count = Math.min(left, PIECE_BYTES - filled);
      System.arraycopy(bytes, at, piece, filled, count);
      filled += count;
      at += count;
      left -= count;
    }
  }

  /** Writes the last piece. */
  void finish() throws IOException {
    put(true);
    out.flush();
  }

  private void put(boolean last) throws IOException {
    out.write(key.seal(number++, last, piece, filled));
    filled = 0;
  }
}
