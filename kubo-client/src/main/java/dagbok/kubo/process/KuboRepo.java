package dagbok.kubo.process;

import dagbok.kubo.KuboEndpoint;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A Kubo's repository: a folder with its settings, its key and its blocks. */
public final class KuboRepo {
  private static final long INIT_TIMEOUT_SECONDS = 60;
  private static final int MAX_OUTPUT_BYTES = 64 * 1024;
  private static final int MAX_API_FILE_BYTES = 1024;

  private final Path folder;
  private final KuboConfigFile config;

  /** The repository in {@code folder}, which may still be empty or missing. */
  public KuboRepo(Path folder) {
    this.folder = folder.toAbsolutePath();
    this.config = new KuboConfigFile(this.folder.resolve("config"));
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Whether there is one already. */
  public boolean exists() {
    return config.exists();
  }

  /**
   * Makes the repository if there is none yet, and brings its settings to {@code setup}. No Kubo
   * may run in it.
   */
  public void prepare(KuboProgram program, KuboSetup setup) throws IOException {
    Files.createDirectories(folder);
    if (!exists()) {
      init(program, setup.profiles());
    }
    config.write(setup.allSettings());
  }

  private void init(KuboProgram program, List<String> profiles) throws IOException {
    String profile = String.join(",", profiles);
    Process process =
        command(program, "init", "--empty-repo", "--profile=" + profile)
            .redirectErrorStream(true)
            .start();
    try {
      process.getOutputStream().close();
      byte[] said = process.getInputStream().readNBytes(MAX_OUTPUT_BYTES);
      boolean ended = process.waitFor(INIT_TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0 || !exists()) {
        throw new IOException(
            "ipfs init failed in " + folder + ": " + new String(said, StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while making the repository " + folder, e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A command of Kubo's in this repository, without telemetry. */
  ProcessBuilder command(KuboProgram program, String... arguments) {
    ProcessBuilder builder = new ProcessBuilder(program.path().toString());
    builder.command().addAll(List.of(arguments));
    builder.directory(new File(folder.toString()));
    builder.environment().put("IPFS_PATH", folder.toString());
    builder.environment().put("IPFS_TELEMETRY", "off");
    return builder;
  }

  /** The peer id of the Kubo that lives here. */
  public String peerId() throws IOException {
    return config.peerId();
  }

  /** The TCP port for peers that is set here, 0 for any. */
  public int swarmPort() throws IOException {
    return config.swarmPort();
  }

  /** Where the API of the Kubo that runs here is, or was: the file may be left over. */
  public Optional<KuboEndpoint> api() throws IOException {
    Path file = folder.resolve("api");
    try {
      if (Files.size(file) > MAX_API_FILE_BYTES) {
        throw new IOException(file + " is no address");
      }
      String text = Files.readString(file).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(KuboEndpoint.parse(text));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  /** Where the process id of the Kubo that was started here is kept. */
  Path pidFile() {
    return folder.resolve("dagbok.pid");
  }

  /**
   * What a Kubo left here that runs or ran: the files with its address and its process id. They are
   * taken away.
   */
  Map<Path, byte[]> takeTraces() throws IOException {
    Map<Path, byte[]> traces = new LinkedHashMap<>();
    for (Path file : List.of(folder.resolve("api"), pidFile())) {
      if (Files.exists(file)) {
        traces.put(file, Files.readAllBytes(file));
        Files.delete(file);
      }
    }
    return traces;
  }

  /** Puts {@link #takeTraces traces} back. */
  void restoreTraces(Map<Path, byte[]> traces) throws IOException {
    for (Map.Entry<Path, byte[]> trace : traces.entrySet()) {
      Files.write(trace.getKey(), trace.getValue());
    }
  }
}
