package dagbok.profile;

import dagbok.cid.Cid;
import dagbok.cid.CidFormatException;
import dagbok.disk.WholeFile;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder of this machine's device keys: one file of mode 600 each, named after the device's
 * grant. A file holds two lines, the profile's root CID and the 32-byte seed in hexadecimal.
 * Thread-safe.
 */
public final class KeyFolder {
  private static final String SUFFIX = ".key";
  private static final int SEED_BYTES = 32;
  private static final int MAX_FILE_BYTES = 1_024;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path folder;

  /** With the folder, made (mode 700) when the first key is added. */
  public KeyFolder(Path folder) {
    this.folder = folder;
  }

  /** A device key. Its text form does not show the seed. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier, never compared
  public record Key(ProfileId profile, Cid device, byte[] seed) {
    @Override
    public String toString() {
      return "key of device " + device;
    }
  }

  /**
   * Keeps a key; it is durable on return.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void add(Key key) {
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      String text = key.profile() + "\n" + HexFormat.of().formatHex(key.seed()) + "\n";
      WholeFile.write(file(key.device()), text);
    } catch (IOException e) {
      throw new UncheckedIOException("the key of a new device can't be written to " + folder, e);
    }
  }

  private Path file(Cid device) {
    return folder.resolve(device + SUFFIX);
  }

  /** The key of a device, if it is here. */
  public Optional<Key> find(Cid device) {
    try {
      return Optional.of(read(file(device)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All keys. */
  public List<Key> all() {
    List<Key> keys = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(SUFFIX)).sorted().toList()) {
        keys.add(read(file));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return keys;
  }

  /** Those of one profile. */
  public List<Key> of(ProfileId profile) {
    return all().stream().filter(key -> key.profile().equals(profile)).toList();
  }

  private static Key read(Path file) throws IOException {
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS))) {
      throw new IOException(file + " can be read by others; run: chmod 600 '" + file + "'");
    }
    if (Files.size(file) > MAX_FILE_BYTES) {
      throw new IOException(file + " is no key file: over " + MAX_FILE_BYTES + " bytes");
    }
    List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
    String name = file.getFileName().toString();
    try {
      Cid device = Cid.parse(name.substring(0, name.length() - SUFFIX.length()));
      byte[] seed = HexFormat.of().parseHex(lines.size() < 2 ? "" : lines.get(1));
      if (seed.length != SEED_BYTES) {
        throw new IOException(file + " is no key file: its second line is no seed");
      }
      return new Key(ProfileId.parse(lines.get(0)), device, seed);
    } catch (CidFormatException e) {
      throw new IOException(file + " is no key file: " + e.getMessage(), e);
    }
  }

  /** Takes a key away. */
  public void remove(Cid device) {
    try {
      Files.deleteIfExists(file(device));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
