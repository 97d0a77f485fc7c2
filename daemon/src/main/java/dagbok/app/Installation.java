package dagbok.app;

import dagbok.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    WholeFile.write(file, name + "\n");
    return name;
  }
}
