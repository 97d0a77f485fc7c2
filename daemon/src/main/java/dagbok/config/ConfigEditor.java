package dagbok.config;

import dagbok.config.TomlText.Item;
import dagbok.config.TomlText.Table;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Changes one setting in {@code dagbok.toml} and leaves every other character of the file as it is.
 *
 * <p>Not for several processes at once: the last one to write wins; readers see the old file or the
 * new one, never a part.
 */
public final class ConfigEditor {
  private final Home home;

  /** For the file of this home. */
  public ConfigEditor(Home home) {
    this.home = home;
  }

  /**
   * Writes the setting; makes the file and its folder if they are missing.
   *
   * @param text the value as {@code --set} takes it
   * @return the value as the file now has it, TOML
   * @throws ConfigException if key, value or file are wrong, or the file can't be written
   */
  public String set(String key, String text) {
    Setting<?> setting = Settings.get(key, "config set");
    String value = toml(setting, text);
    ConfigFile file = new ConfigFile(home.configFile());
    String before = file.text();
    file.values(before);
    String after = edited(before, key, value);
    requireReadable(file, after, key);
    write(after);
    return value;
  }

  private static <T> String toml(Setting<T> setting, String text) {
    return setting.toml(setting.parse(text, "config set"));
  }

  /** {@code before} with {@code key} set to {@code value}, TOML both. */
  static String edited(String before, String key, String value) {
    TomlText places = TomlText.of(before);
    List<String> path = List.of(key.split("\\."));
    Optional<Item> present = places.find(path);
    if (present.isPresent()) {
      Item item = present.get();
      return before.substring(0, item.start()) + value + before.substring(item.end());
    }
    return tableFor(places, path)
        .map(table -> inserted(places, table, path, value))
        .orElseGet(() -> appended(before, path, value));
  }

  /**
   * The table that the key can stand in: the innermost that is a prefix of it. The one at the top
   * only if the key's section is written there already: then a header would define it twice.
   */
  private static Optional<Integer> tableFor(TomlText places, List<String> path) {
    List<Table> tables = places.tables();
    return IntStream.range(0, tables.size())
        .boxed()
        .filter(i -> TomlText.startsWith(path, tables.get(i).path()))
        .filter(i -> i > 0 || places.items().stream().anyMatch(item -> inTop(item, path)))
        .max(Comparator.comparingInt(i -> tables.get(i).path().size()));
  }

  private static boolean inTop(Item item, List<String> path) {
    return item.table() == 0 && item.path().get(0).equals(path.get(0));
  }

  private static String inserted(TomlText places, int table, List<String> path, String value) {
    Table header = places.tables().get(table);
    int last =
        places.items().stream()
            .filter(item -> item.table() == table)
            .mapToInt(Item::end)
            .max()
            .orElse(header.end());
    String text = places.text();
    int lineEnd = text.indexOf('\n', last);
    String key = ConfigFile.display(path.subList(header.path().size(), path.size()));
    String line = key + " = " + value;
    String newline = newline(text);
    return lineEnd < 0
        ? text + newline + line + newline
        : text.substring(0, lineEnd + 1) + line + newline + text.substring(lineEnd + 1);
  }

  private static String appended(String before, List<String> path, String value) {
    String newline = newline(before);
    String gap = before.isEmpty() ? "" : before.endsWith("\n") ? newline : newline + newline;
    String section = ConfigFile.display(path.subList(0, path.size() - 1));
    String key = path.get(path.size() - 1);
    return before + gap + "[" + section + "]" + newline + key + " = " + value + newline;
  }

  private static String newline(String text) {
    return text.contains("\r\n") ? "\r\n" : "\n";
  }

  private void requireReadable(ConfigFile file, String after, String key) {
    try {
      if (file.values(after).containsKey(key)) {
        return;
      }
    } catch (ConfigException e) {
      // Falls through: an inline table can't be added to from outside, for example.
    }
    throw new ConfigException(
        "can't find a place for " + key + " in " + home.configFile(),
        "run 'dagbok config path' for the file, and put it there by hand");
  }

  private void write(String text) {
    Path file = home.configFile();
    Home.createFolder(Home.parent(file));
    try {
      Path target = Files.exists(file) ? file.toRealPath() : file;
      Path fresh = Files.createTempFile(Home.parent(target), ".dagbok", ".toml");
      try {
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
          channel.force(true);
        }
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new ConfigException(
          "can't write " + file + " (" + e.getClass().getSimpleName() + ")",
          "see that you may write there and that the disk is not full");
    }
  }
}
