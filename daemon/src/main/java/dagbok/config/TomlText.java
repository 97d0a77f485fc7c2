package dagbok.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where things stand in a TOML text: its keys and table headers with their lines and offsets, which
 * a TOML library does not tell.
 *
 * <p>Only for text that a TOML library has read without complaint: it finds places and checks
 * nothing. Immutable.
 *
 * @see <a href="https://toml.io/en/v1.0.0">TOML 1.0</a>
 */
final class TomlText {
  private static final int MAX_INLINE_DEPTH = 32;

  /**
   * A key with its value.
   *
   * @param path the whole path, table included
   * @param table index of its table in {@link #tables()}
   * @param line counted from 1
   * @param start offset of the value's first character
   * @param end offset behind its last
   */
  record Item(List<String> path, int table, int line, int start, int end) {}

  /** A table header; the first of them is the unnamed table at the top, with line 0. */
  record Table(List<String> path, int line, int end) {}

  private final String text;
  private final List<Item> items = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();
  private int at;

  private TomlText(String text) {
    this.text = text;
  }

  static TomlText of(String text) {
    TomlText places = new TomlText(text);
    places.tables.add(new Table(List.of(), 0, 0));
    places.scan();
    return places;
  }

  String text() {
    return text;
  }

  List<Item> items() {
    return List.copyOf(items);
  }

  List<Table> tables() {
    return List.copyOf(tables);
  }

  Optional<Item> find(List<String> path) {
    return items.stream().filter(item -> item.path().equals(path)).findFirst();
  }

  /** The line of the key or table with this path, or of the first thing below it; else 1. */
  int line(List<String> path) {
    return items.stream()
        .filter(item -> startsWith(item.path(), path))
        .map(Item::line)
        .findFirst()
        .or(() -> tables.stream().filter(t -> t.path().equals(path)).map(Table::line).findFirst())
        .orElse(1);
  }

  static boolean startsWith(List<String> path, List<String> prefix) {
    return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
  }

  private void scan() {
    skipBlank();
    while (at < text.length()) {
      if (text.charAt(at) == '[') {
        header();
      } else {
        item(tables.get(tables.size() - 1).path(), 0);
      }
      skipBlank();
    }
  }

  private void header() {
    int line = lineAt(at);
    while (peek() == '[') {
      at++;
    }
    List<String> path = keyPath();
    while (peek() == ']') {
      at++;
    }
    tables.add(new Table(path, line, at));
  }

  private void item(List<String> table, int depth) {
    int line = lineAt(at);
    int index = items.size();
    List<String> path = new ArrayList<>(table);
    path.addAll(keyPath());
    at++;
    skipSpaces();
    int start = at;
    skipValue(path, depth);
    items.add(index, new Item(List.copyOf(path), tables.size() - 1, line, start, at));
  }

  private List<String> keyPath() {
    List<String> path = new ArrayList<>();
    do {
      if (peek() == '.') {
        at++;
      }
      skipSpaces();
      path.add(key());
      skipSpaces();
    } while (peek() == '.');
    return path;
  }

  private String key() {
    int start = at;
    if (peek() == '"' || peek() == '\'') {
      skipString();
      return text.substring(start + 1, Math.max(start + 1, at - 1));
    }
    while (at < text.length() && " \t.=]\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipValue(List<String> path, int depth) {
    switch (peek()) {
      case '"', '\'' -> skipString();
      case '[' -> skipList();
      case '{' -> inlineTable(path, depth);
      default -> skipBare();
    }
  }

  private void inlineTable(List<String> path, int depth) {
    if (depth >= MAX_INLINE_DEPTH) {
      throw new ConfigException(
          "the configuration nests more than " + MAX_INLINE_DEPTH + " tables",
          "write it with [tables]");
    }
    at++;
    skipBlank();
    while (at < text.length() && peek() != '}') {
      item(path, depth + 1);
      skipBlank();
      if (peek() == ',') {
        at++;
        skipBlank();
      }
    }
    at = Math.min(at + 1, text.length());
  }

  private void skipList() {
    int depth = 0;
    do {
      switch (peek()) {
        case '[' -> depth++;
        case ']' -> depth--;
        case '"', '\'' -> {
          skipString();
          continue;
        }
        case '#' -> {
          skipLine();
          continue;
        }
        default -> {}
      }
      at++;
    } while (depth > 0 && at < text.length());
  }

  private void skipString() {
    char quote = peek();
    String three = String.valueOf(quote).repeat(3);
    boolean multiline = text.startsWith(three, at);
    String close = multiline ? three : String.valueOf(quote);
    at += close.length();
    while (at < text.length() && !text.startsWith(close, at)) {
      at += quote == '"' && peek() == '\\' ? 2 : 1;
    }
    at = Math.min(at + close.length(), text.length());
    while (multiline && peek() == quote) {
      at++;
    }
  }

  private void skipBare() {
    while (at < text.length() && ",]}#\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    while (" \t".indexOf(text.charAt(at - 1)) >= 0) {
      at--;
    }
  }

  private void skipBlank() {
    while (at < text.length() && " \t\r\n#".indexOf(text.charAt(at)) >= 0) {
      if (peek() == '#') {
        skipLine();
      } else {
        at++;
      }
    }
  }

  private void skipSpaces() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private void skipLine() {
    while (at < text.length() && peek() != '\n') {
      at++;
    }
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private int lineAt(int offset) {
    return 1 + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
