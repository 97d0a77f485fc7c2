package dagbok.web.guard;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets in files that only their owner can read, made when they are first needed. */
public final class Secrets {
  /** The length of every secret, in bytes. */
  public static final int BYTES = 32;

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> OWNER_ONLY_FOLDER =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path folder;
  private final SecureRandom random;

  /** With the folder that they are in; it is made if it is not there. */
  public Secrets(Path folder, SecureRandom random) throws IOException {
    this.folder = folder;
    this.random = random;
    makeFolder(folder);
  }

  /** Makes a folder that only its owner can enter, or takes from others what they may do there. */
  public static void makeFolder(Path folder) throws IOException {
    Files.createDirectories(folder, OWNER_ONLY_FOLDER);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** The file of the secret with this name. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The secret with this name, as text that fits into a header field. */
  public String get(String name) throws IOException {
    Path file = file(name);
    if (!Files.exists(file)) {
      create(file, token(random));
    }
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    String secret = Files.readString(file).strip();
    if (secret.length() < BYTES) {
      throw new IOException(file + " holds no secret; delete it, and a new one will be made");
    }
    return secret;
  }

  /** {@link #BYTES} random bytes as text. */
  public static String token(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Writes a file that only its owner can read, in place of one that may be there. */
  public static void write(Path file, String content) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path temporary = Files.createTempFile(parent, ".secret", ".tmp", OWNER_ONLY);
    Files.writeString(temporary, content);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void create(Path file, String secret) throws IOException {
    try {
      Files.createFile(file, OWNER_ONLY);
    } catch (FileAlreadyExistsException e) {
      return;
    }
    write(file, secret + "\n");
  }
}
