package dagbok.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;

/** Reads {@code dagbok.toml}: its values with their lines, every one known and well-formed. */
final class ConfigFile {
  static final int MAX_FILE_BYTES = 256 * 1024;

  /** A value of the file, as text. */
  record Value(String text, int line) {}

  private record Leaf(List<String> path, JsonNode node) {}

  private final Path file;

  ConfigFile(Path file) {
    this.file = file;
  }

  /**
   * The text of the file, empty if there is none.
   *
   * @throws ConfigException if it can't be read
   */
  String text() {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw new ConfigException(
            file + " is larger than " + MAX_FILE_BYTES + " bytes", "see that it is the right file");
      }
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return "";
    } catch (CharacterCodingException e) {
      throw new ConfigException(file + " is not UTF-8", "save it as UTF-8");
    } catch (IOException e) {
      throw new ConfigException(
          "can't read " + file + " (" + e.getClass().getSimpleName() + ")",
          "see that it is a file that you may read");
    }
  }

  /**
   * The values that {@code text} sets, by key.
   *
   * @throws ConfigException on the first thing that is not understood, with its line
   */
  Map<String, Value> values(String text) {
    JsonNode root = parse(text);
    TomlText places = TomlText.of(text);
    Map<String, Value> values = new LinkedHashMap<>();
    for (Leaf leaf : leaves(root)) {
      int line = places.line(leaf.path());
      Setting<?> setting = Settings.get(display(leaf.path()), where(line));
      String value = valueText(setting, leaf.node(), line);
      setting.parse(value, where(line));
      values.put(setting.key(), new Value(value, line));
    }
    return values;
  }

  private JsonNode parse(String text) {
    try {
      return TomlMapper.builder().build().readTree(text);
    } catch (StreamReadException e) {
      throw new ConfigException(
          where(e.getLocation().getLineNr()) + ": " + firstLine(e.getOriginalMessage()),
          "text stands in quotes, and each setting on a line: web.port = 8470");
    } catch (JacksonException e) {
      throw new ConfigException(
          file + ": " + firstLine(e.getOriginalMessage()),
          "each setting stands on a line: web.port = 8470");
    }
  }

  private static List<Leaf> leaves(JsonNode root) {
    List<Leaf> leaves = new ArrayList<>();
    Deque<Leaf> left = new ArrayDeque<>(List.of(new Leaf(List.of(), root)));
    while (!left.isEmpty()) {
      Leaf next = left.pop();
      if (next.node().isObject() && (next.path().isEmpty() || !next.node().isEmpty())) {
        List<Leaf> below = new ArrayList<>();
        next.node()
            .properties()
            .forEach(
                entry -> below.add(new Leaf(child(next.path(), entry.getKey()), entry.getValue())));
        for (int i = below.size() - 1; i >= 0; i--) {
          left.push(below.get(i));
        }
      } else if (!isEmptySection(next)) {
        leaves.add(next);
      }
    }
    return leaves;
  }

  /** A header such as {@code [web]} with nothing but comments under it. */
  private static boolean isEmptySection(Leaf leaf) {
    String prefix = display(leaf.path()) + ".";
    return leaf.node().isObject()
        && Settings.ALL.stream().anyMatch(setting -> setting.key().startsWith(prefix));
  }

  private static List<String> child(List<String> path, String key) {
    List<String> child = new ArrayList<>(path);
    child.add(key);
    return List.copyOf(child);
  }

  private String valueText(Setting<?> setting, JsonNode node, int line) {
    Optional<String> text =
        switch (setting.type().form()) {
          case TEXT -> node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
          case WHOLE -> node.isIntegralNumber() ? Optional.of(node.asString()) : Optional.empty();
          case FLAG -> node.isBoolean() ? Optional.of(node.asString()) : Optional.empty();
          case TEXTS -> texts(node);
        };
    return text.orElseThrow(
        () ->
            new ConfigException(
                where(line) + ": " + setting.key() + " is " + setting.type().form().words,
                "expected " + setting.type().expects() + "; " + setting.doc()));
  }

  private static Optional<String> texts(JsonNode node) {
    if (!node.isArray() || !node.valueStream().allMatch(JsonNode::isString)) {
      return Optional.empty();
    }
    return Optional.of(
        node.valueStream().map(JsonNode::stringValue).collect(Collectors.joining(",")));
  }

  private String where(int line) {
    return file + ":" + line;
  }

  static String display(List<String> path) {
    return path.stream()
        .map(key -> key.matches("[A-Za-z0-9_-]+") ? key : ValueType.quoted(key))
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("not understood");
  }
}
