package dagbok.profile;

import dagbok.cid.CidFormatException;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recovery phrases that their person has not yet confirmed to have on paper: one file of mode 600
 * each, beside the device keys, named after the profile. Erasing overwrites the bytes before the
 * file goes; a disk that writes elsewhere (flash, copy on write) may keep them all the same.
 * Thread-safe.
 */
public final class PhraseFolder {
  private static final String SUFFIX = ".phrase";
  private static final int MAX_FILE_BYTES = 1_024;

  private final Path folder;

  /** With the folder, made (mode 700) when the first phrase is kept. */
  public PhraseFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Keeps a phrase; it is durable on return.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void keep(ProfileId profile, List<String> words) {
    try {
      Files.createDirectories(folder, mode("rwx------"));
      Path temporary = folder.resolve(profile + SUFFIX + ".new");
      Files.deleteIfExists(temporary);
      Files.createFile(temporary, mode("rw-------"));
      write(temporary, (String.join(" ", words) + "\n").getBytes(StandardCharsets.US_ASCII));
      Files.move(temporary, file(profile), StandardCopyOption.ATOMIC_MOVE);
      syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("the recovery phrase can't be written to " + folder, e);
    }
  }

  private static FileAttribute<?> mode(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  private void syncFolder() throws IOException {
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }

  private Path file(ProfileId profile) {
    return folder.resolve(profile + SUFFIX);
  }

  /** The words of a profile's phrase, if it is kept. */
  public Optional<List<String>> find(ProfileId profile) {
    Path file = file(profile);
    try {
      if (!Set.of("rw-------", "r--------")
          .contains(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS)))) {
        throw new IOException(file + " can be read by others; run: chmod 600 '" + file + "'");
      }
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new IOException(file + " is no phrase: over " + MAX_FILE_BYTES + " bytes");
      }
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      return Optional.of(List.of(text.strip().split(" ", -1)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The profiles whose phrase is kept. */
  public List<ProfileId> all() {
    List<ProfileId> profiles = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        profile(file).ifPresent(profiles::add);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return profiles;
  }

  private static Optional<ProfileId> profile(Path file) {
    String name = file.getFileName().toString();
    if (!name.endsWith(SUFFIX)) {
      return Optional.empty();
    }
    try {
      return Optional.of(ProfileId.parse(name.substring(0, name.length() - SUFFIX.length())));
    } catch (CidFormatException e) {
      return Optional.empty();
    }
  }

  /** Overwrites and deletes a phrase; does nothing if it is not kept. */
  public void erase(ProfileId profile) {
    Path file = file(profile);
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return;
      }
      if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        write(file, new byte[(int) Math.min(Files.size(file), MAX_FILE_BYTES)]);
      }
      Files.deleteIfExists(file);
      syncFolder();
    } catch (IOException e) {
      throw new UncheckedIOException("the recovery phrase can't be erased from " + folder, e);
    }
  }
}
