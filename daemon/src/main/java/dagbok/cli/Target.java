package dagbok.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file to be written as a whole or not at all: the bytes go to a file beside it, which takes its
 * place when all are there. What is no ordinary file (a pipe) is written as it comes.
 */
final class Target implements AutoCloseable {
  private final Path file;
  private final Path fresh;
  private final OutputStream out;

  private Target(Path file, Path fresh) throws IOException {
    this.file = file;
    this.fresh = fresh;
    this.out = new BufferedOutputStream(Files.newOutputStream(fresh));
  }

  /**
   * That of a new file that only its owner may read (mode 600), and that is on the disk when it is
   * kept.
   *
   * @throws Failure if it can't be written, or is there already
   */
  static Target secret(String argument) {
    Target target = of(argument);
    try {
      if (target.fresh.equals(target.file) || Files.exists(target.file)) {
        target.close();
        throw refused(argument, "it is there already");
      }
      Files.setPosixFilePermissions(
          target.fresh, PosixFilePermissions.fromString("rw-------")); // empty until now
      return target;
    } catch (IOException e) {
      target.close();
      throw refused(argument, String.valueOf(e.getMessage()));
    }
  }

  /**
   * That of the file which an argument names.
   *
   * @throws Failure if it can't be written
   */
  static Target of(String argument) {
    try {
      Path file = Path.of(argument).toAbsolutePath();
      Path folder = file.getParent();
      if (Files.isDirectory(file) || folder == null) {
        throw refused(argument, "it is a folder");
      }
      if (!Files.isDirectory(folder)) {
        throw refused(argument, "there is no folder " + folder);
      }
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        return new Target(file, file);
      }
      Path fresh = folder.resolve("." + file.getFileName() + ".part");
      fresh.toFile().deleteOnExit();
      return new Target(Files.exists(file) ? file.toRealPath() : file, fresh);
    } catch (InvalidPathException | IOException e) {
      throw refused(argument, String.valueOf(e.getMessage()));
    }
  }

  OutputStream out() {
    return out;
  }

  /** All is written: it takes its place. */
  void keep() {
    try {
      out.close();
      if (!fresh.equals(file)) {
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw refused(file.toString(), String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      out.close();
      if (!fresh.equals(file)) {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      fresh.toFile().deleteOnExit();
    }
  }

  private static Failure refused(String argument, String why) {
    return new Failure(
        ExitCode.FAILED,
        "can't write " + argument + " (" + why + ")",
        "give a file in a folder where you may write");
  }
}
