package dagbok.backup;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads the parts of a backup, one after the other. */
final class PartReader {
  /** The most bytes of a part that is read as a whole. */
  static final int MAX_SMALL_BYTES = 4 << 20;

  private static final int MAX_NAME_BYTES = 256;
  private static final int SKIPPED_AT_ONCE_BYTES = 8_192;

  private final DataInputStream in;
  private Optional<Body> open = Optional.empty();

  PartReader(InputStream in) {
    this.in = new DataInputStream(in);
  }

  /** A part; its body is to be read before the next part. */
  record Part(PartKind kind, String name, InputStream body) {
    /** The whole body of a small part. */
    byte[] bytes() throws IOException {
      byte[] bytes = body.readNBytes(MAX_SMALL_BYTES + 1);
      if (bytes.length > MAX_SMALL_BYTES) {
        throw BackupException.damaged("part " + kind + " " + name + " is too large");
      }
      return bytes;
    }
  }

  /**
   * The next part, or nothing at the end, which then was reached.
   *
   * @throws BackupException if there is none where one should be
   */
  Optional<Part> next() throws IOException {
    try {
      if (open.isPresent()) {
        open.get().skipAll();
      }
      int number = in.readUnsignedByte();
      if (number == PartKind.END) {
        if (in.read() >= 0) {
          throw BackupException.damaged("something follows its end");
        }
        return Optional.empty();
      }
      PartKind kind =
          PartKind.of(number)
              .orElseThrow(
                  () ->
                      new BackupException(
                          BackupException.Reason.NEWER,
                          "the backup has a part of kind " + number + ", unknown here"));
      Body body = new Body();
      Part part = new Part(kind, name(), body);
      open = Optional.of(body);
      return Optional.of(part);
    } catch (EOFException e) {
      BackupException damaged = BackupException.damaged("it ends within a part");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private String name() throws IOException {
    int length = in.readUnsignedShort();
    if (length > MAX_NAME_BYTES) {
      throw BackupException.damaged("a name of " + length + " bytes");
    }
    byte[] name = new byte[length];
    in.readFully(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  /** The runs of a part. */
  private final class Body extends InputStream {
    private int left;
    private boolean ended;

    private boolean more() throws IOException {
      if (left == 0 && !ended) {
        left = in.readInt();
        ended = left == 0;
        if (left < 0 || left > PartWriter.MAX_RUN_BYTES) {
          throw BackupException.damaged("a run of " + left + " bytes");
        }
      }
      return !ended;
    }

    @Override
    public int read() throws IOException {
      if (!more()) {
        return -1;
      }
      left--;
      return in.readUnsignedByte();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (!more()) {
        return -1;
      }
      int count = Math.min(length, left);
      in.readFully(bytes, offset, count);
      left -= count;
      return count;
    }

    void skipAll() throws IOException {
      byte[] unwanted = new byte[SKIPPED_AT_ONCE_BYTES];
      int count;
      do {
        count = read(unwanted, 0, unwanted.length);
      } while (count >= 0);
    }
  }
}
