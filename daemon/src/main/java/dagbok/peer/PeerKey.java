package dagbok.peer;

import dagbok.crypto.SigningKey;
import dagbok.disk.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The file (mode 600) of the key that names this daemon among its peers; it signs no entry. */
final class PeerKey {
  private PeerKey() {}

  /** The key, made when there is none. */
  static SigningKey load(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      byte[] seed = new byte[SigningKey.SEED_BYTES];
      random.nextBytes(seed);
      WholeFile.write(file, HexFormat.of().formatHex(seed) + "\n");
    }
    try {
      return SigningKey.ofSeed(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " holds no key; remove it, and a new one is made", e);
    }
  }
}
