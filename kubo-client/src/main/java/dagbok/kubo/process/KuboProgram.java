package dagbok.kubo.process;

import dagbok.kubo.KuboVersion;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An {@code ipfs} program that says which version it is. */
public record KuboProgram(Path path, KuboVersion version) {
  private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_VERSION_BYTES = 1024;

  /** The first {@code ipfs} in a list of folders such as the environment's PATH. */
  public static Optional<Path> onPath(String path) {
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      for (String name : new String[] {"ipfs", "ipfs.exe"}) {
        Optional<Path> program = program(folder, name);
        if (program.isPresent()) {
          return program;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> program(String folder, String name) {
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try {
      Path program = Path.of(folder).resolve(name);
      return Files.isRegularFile(program) && Files.isExecutable(program)
          ? Optional.of(program.toAbsolutePath())
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Asks a program for its version.
   *
   * @throws IOException if it does not run, or is no {@code ipfs}
   */
  public static KuboProgram of(Path program) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(program.toString(), "version", "--number");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(VERSION_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException(program + " did not tell its version in " + VERSION_TIMEOUT);
      }
      byte[] said = process.getInputStream().readNBytes(MAX_VERSION_BYTES);
      return new KuboProgram(program, KuboVersion.parse(new String(said, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException e) {
      throw new IOException(program + " told no version: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while asking " + program + " for its version", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
