package dagbok.cli.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's bytes, as many as it had when this was made. */
public final class FileBody implements Body {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Path file;
  private final long length;

  private FileBody(Path file, long length) {
    this.file = file;
    this.length = length;
  }

  /**
   * That of {@code file}, which must be a file that can be read.
   *
   * @throws SourceException if it is not; says why
   */
  public static FileBody of(Path file) throws SourceException {
    if (Files.isDirectory(file)) {
      throw new SourceException(file + " is a folder");
    }
    if (!Files.exists(file)) {
      throw new SourceException("there is no file " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new SourceException(file + " is no ordinary file");
    }
    try (InputStream in = Files.newInputStream(file)) {
      long size = Files.size(file);
      if ((in.read() < 0) != (size == 0)) {
        throw new SourceException(file + " does not have the size that it tells");
      }
      return new FileBody(file, size);
    } catch (SourceException e) {
      throw e;
    } catch (IOException e) {
      throw new SourceException("can't read " + file + why(e));
    }
  }

  /** The file. */
  public Path file() {
    return file;
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long left = length;
    try (InputStream in = open()) {
      while (left > 0) {
        int count = read(in, buffer, (int) Math.min(buffer.length, left));
        if (count < 0) {
          throw new SourceException(file + " became shorter while it was sent");
        }
        out.write(buffer, 0, count);
        left -= count;
      }
    }
  }

  private InputStream open() throws SourceException {
    try {
      return Files.newInputStream(file);
    } catch (IOException e) {
      throw new SourceException("can't read " + file + why(e));
    }
  }

  private static String why(IOException e) {
    return e instanceof AccessDeniedException ? ": permission denied" : "";
  }

  private int read(InputStream in, byte[] buffer, int length) throws SourceException {
    try {
      return in.read(buffer, 0, length);
    } catch (IOException e) {
      throw new SourceException("can't read " + file + why(e));
    }
  }
}
