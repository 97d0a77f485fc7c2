package dagbok.kubo.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The file that takes what Kubo prints. */
final class KuboLog {
  /** From this size on the file begins anew; as much of what it had is kept beside it. */
  static final long MAX_BYTES = 5L * 1024 * 1024;

  private static final int TAIL_BYTES = 8 * 1024;

  private final Path file;

  private KuboLog(Path file) {
    this.file = file;
  }

  static KuboLog open(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    KuboLog log = new KuboLog(file);
    log.bound();
    return log;
  }

  static KuboLog existing(Path file) {
    return new KuboLog(file);
  }

  /** Empties a file that grew large; a Kubo that has it open appends to what is then there. */
  void bound() throws IOException {
    long bytes = Files.exists(file) ? Files.size(file) : 0;
    if (bytes <= MAX_BYTES) {
      return;
    }
    try (InputStream in = Files.newInputStream(file);
        OutputStream aside = Files.newOutputStream(Path.of(file + ".1"))) {
      in.skipNBytes(bytes - MAX_BYTES);
      in.transferTo(aside);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
  }

  ProcessBuilder.Redirect redirect() {
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** The end of the file, for people. */
  String tail() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      log.seek(Math.max(0, log.length() - TAIL_BYTES));
      byte[] bytes = new byte[(int) Math.min(TAIL_BYTES, log.length() - log.getFilePointer())];
      log.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "(" + file + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
