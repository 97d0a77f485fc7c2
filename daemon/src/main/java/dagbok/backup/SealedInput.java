package dagbok.backup;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/**
 * Opens what {@link SealedOutput} sealed; gives no byte that was not checked. The end is the end of
 * the last piece, and nothing may follow it.
 */
final class SealedInput extends InputStream {
  private static final int SEALED_BYTES = SealedOutput.PIECE_BYTES + SealedOutput.TAG_BYTES;

  private final InputStream in;
  private final BackupKey key;
  private byte[] next;
  private byte[] piece = new byte[0];
  private int at;
  private long number;
  private boolean ended;

  /** Reads on behind the header; {@code in} stays the caller's. */
  SealedInput(InputStream in, BackupKey key) throws IOException {
    this.in = in;
    this.key = key;
    this.next = in.readNBytes(SEALED_BYTES);
  }

  @Override
  public int read() throws IOException {
    return fill() ? piece[at++] & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, piece.length - at);
    System.arraycopy(piece, at, bytes, offset, count);
    at += count;
    return count;
  }

  /** Whether there is a byte. */
  private boolean fill() throws IOException {
    while (at == piece.length && !ended) {
      byte[] sealed = next;
      next = sealed.length == SEALED_BYTES ? in.readNBytes(SEALED_BYTES) : new byte[0];
      ended = next.length == 0;
      try {
        piece = key.open(number, ended, sealed, sealed.length);
      } catch (GeneralSecurityException e) {
        BackupException damaged =
            BackupException.damaged("piece " + number + " is not what was written, or the last");
        damaged.initCause(e);
        throw damaged;
      }
      number++;
      at = 0;
    }
    return at < piece.length;
  }
}
