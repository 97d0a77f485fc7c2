package dagbok.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/**
 * Where one daemon's files are: by the XDG rules, or all in one folder.
 *
 * <p>Immutable; naming a home touches no disk.
 *
 * @param folder the one folder that was asked for, absent where the XDG rules apply
 * @param configFile {@code dagbok.toml}
 * @param data what must be kept: database, keys, a Kubo of the daemon's own
 * @param run what lives as long as the daemon runs: socket, ports, process id
 * @see <a href="https://specifications.freedesktop.org/basedir-spec/latest/">XDG base folders</a>
 */
public record Home(Optional<Path> folder, Path configFile, Path data, Path run) {
  /** The variable that names the one folder. */
  public static final String VARIABLE = "DAGBOK_HOME";

  /** The longest path of a Unix socket that every system takes, in bytes. */
  public static final int MAX_SOCKET_PATH_BYTES = 103;

  private static final String NAME = "dagbok";
  private static final String CONFIG_NAME = "dagbok.toml";

  /** All in {@code folder}. */
  public static Home in(Path folder) {
    Path all = folder.toAbsolutePath().normalize();
    return new Home(
        Optional.of(all), all.resolve(CONFIG_NAME), all.resolve("data"), all.resolve("run"));
  }

  /**
   * The home that {@code --home} asks for, else {@code DAGBOK_HOME}, else the XDG folders.
   *
   * @param environment the variables of the process
   * @param userHome the person's own folder
   * @throws ConfigException if a folder is named that can't be one
   */
  public static Home of(Optional<String> flag, Map<String, String> environment, Path userHome) {
    Optional<String> asked = flag.or(() -> Optional.ofNullable(environment.get(VARIABLE)));
    if (asked.isPresent() && !(flag.isEmpty() && asked.get().isEmpty())) {
      return in(path(asked.get()));
    }
    Path config = base(environment, "XDG_CONFIG_HOME").orElse(userHome.resolve(".config"));
    Path data =
        base(environment, "XDG_DATA_HOME").orElse(userHome.resolve(".local/share")).resolve(NAME);
    Path run =
        base(environment, "XDG_RUNTIME_DIR")
            .map(runtime -> runtime.resolve(NAME))
            .orElse(data.resolve("run"));
    return new Home(Optional.empty(), config.resolve(NAME).resolve(CONFIG_NAME), data, run);
  }

  /** The person's own folder: where {@code HOME} says, else where the Java VM thinks it is. */
  public static Path ofPerson(Map<String, String> environment) {
    return base(environment, "HOME").orElseGet(() -> Path.of(System.getProperty("user.home", "/")));
  }

  /** The database of profiles and posts. */
  public Path database() {
    return data.resolve("dagbok.db");
  }

  /** The Unix socket of the local API. */
  public Path socket() {
    return run.resolve("dagbok.sock");
  }

  /** The file with the ports in use, JSON. */
  public Path ports() {
    return run.resolve("ports.json");
  }

  /** The file with the daemon's process id. */
  public Path pid() {
    return run.resolve("pid");
  }

  /**
   * Makes the folders that are missing, each for its owner alone (mode 700).
   *
   * @throws ConfigException if that is not possible, or if the socket's path would be too long
   */
  public void createFolders() {
    int bytes = socket().toString().getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SOCKET_PATH_BYTES) {
      throw new ConfigException(
          "the socket's path " + socket() + " has " + bytes + " bytes, more than sockets may have",
          "choose a folder with a path at least "
              + (bytes - MAX_SOCKET_PATH_BYTES)
              + " bytes shorter, with --home or "
              + VARIABLE);
    }
    createFolder(parent(configFile));
    createFolder(data);
    createFolder(run);
  }

  static void createFolder(Path folder) {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        FileAttribute<?> own =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(folder, own);
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new ConfigException(
          "can't make the folder " + folder + " (" + e.getClass().getSimpleName() + ")",
          "see that you may write there, or choose another folder with --home");
    }
  }

  static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    if (parent == null) {
      throw new ConfigException(file + " is no file's path", "choose a folder with --home");
    }
    return parent;
  }

  private static Path path(String text) {
    if (text.isBlank()) {
      throw new ConfigException("--home names no folder", "give a folder after --home");
    }
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new ConfigException(
          "'" + text + "' is no path: " + e.getReason(), "give a folder after --home");
    }
  }

  private static Optional<Path> base(Map<String, String> environment, String variable) {
    return Optional.ofNullable(environment.get(variable))
        .filter(text -> !text.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
