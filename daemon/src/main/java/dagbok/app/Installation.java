package dagbok.app;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** A short random name for this data folder, by which its pins are told from other daemons'. */
final class Installation {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{12}");
  private static final int NAME_BYTES = 6;

  private Installation() {}

  /** The name, made when the folder is first used. */
  static String name(Path data, RandomGenerator random) throws IOException {
    Path file = data.resolve("installation");
    if (Files.exists(file)) {
      String name = Files.readString(file).strip();
      if (NAME.matcher(name).matches()) {
        return name;
      }
      throw new IOException(file + " holds no name of an installation; remove it");
    }
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    String name = HexFormat.of().formatHex(bytes);
    write(file, name + "\n");
    return name;
  }

  /** All of it or nothing, and durable: pins are named after it. */
  private static void write(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel = FileChannel.open(temporary, WRITE, CREATE, TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent())) {
      folder.force(true);
    }
  }
}
