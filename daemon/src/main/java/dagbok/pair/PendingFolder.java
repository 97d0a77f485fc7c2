package dagbok.pair;

import com.google.common.io.BaseEncoding;
import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.disk.WholeFile;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that asked for a grant, one file of mode 600 each beside the device keys: written before the
 * public half goes anywhere, gone when the key is one of a device, or certainly never will be.
 * Thread-safe.
 */
public final class PendingFolder {
  private static final Logger log = LoggerFactory.getLogger(PendingFolder.class);
  private static final String SUFFIX = ".pending";

  /** So many are looked at. */
  private static final int MAX_FILES = 64;

  private final Path folder;

  /** With the folder of keys, made (mode 700) if need be. */
  public PendingFolder(Path folder) {
    this.folder = folder;
  }

  private Path file(PendingKey pending) {
    String name = BaseEncoding.base16().lowerCase().encode(pending.key().publicKey().toBytes());
    return folder.resolve(name + SUFFIX);
  }

  /**
   * Keeps a key, in place of what is known of it; durable on return.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public synchronized void keep(PendingKey pending) {
    Wire wire =
        Wire.message()
            .with("profile", Ipld.reference(pending.profile().root()))
            .with("seed", pending.seed())
            .with("granter", Ipld.reference(pending.granter()))
            .with("addresses", Ipld.list(pending.addresses().stream().map(Ipld::of).toList()))
            .with("proof", Wire.encode(pending.proof()));
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      WholeFile.write(file(pending), BaseEncoding.base64().encode(wire.encode()) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("the key of a new device can't be written to " + folder, e);
    }
  }

  /** All of them. */
  public List<PendingKey> all() {
    List<PendingKey> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file :
          files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().limit(MAX_FILES).toList()) {
        find(file).ifPresent(all::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  /** One damaged file takes no other with it. */
  private static Optional<PendingKey> find(Path file) {
    try {
      return Optional.of(read(file));
    } catch (IOException e) {
      log.warn("{} is left alone: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  private static PendingKey read(Path file) throws IOException {
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII).strip();
      Wire wire =
          Wire.kept(BaseEncoding.base64().decode(text))
              .only("profile", "seed", "granter", "addresses", "proof");
      return new PendingKey(
          new ProfileId(Cid.ofBytes(wire.bytes("profile"))),
          wire.bytes("seed"),
          Cid.ofBytes(wire.bytes("granter")),
          wire.texts("addresses", Terms.MAX_ADDRESSES),
          Wire.items(Wire.kept(wire.bytes("proof"))));
    } catch (IllegalArgumentException | PairingException e) {
      throw new IOException(file + " is no key that waits for a grant", e);
    }
  }

  /** Takes one away. */
  public synchronized void remove(PendingKey pending) {
    try {
      Files.deleteIfExists(file(pending));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
