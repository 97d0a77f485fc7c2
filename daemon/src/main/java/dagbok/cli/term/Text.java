package dagbok.cli.term;

import java.util.ArrayList;
import java.util.List;

/** Text set for a terminal: without control characters, broken into lines of a width. */
public final class Text {
  private static final int MAX_HANG_COLUMNS = 24;

  private Text() {}

  /**
   * The text with every character that could steer a terminal or reorder what is read replaced by
   * {@code U+FFFD}. Line ends stay; a tab becomes two spaces.
   */
  public static String safe(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            c -> {
              if (c == '\t') {
                out.append("  ");
              } else {
                out.appendCodePoint(steers(c) ? 0xfffd : c);
              }
            });
    return out.toString();
  }

  private static boolean steers(int c) {
    boolean control = c != '\n' && (c < 0x20 || (c >= 0x7f && c < 0xa0));
    boolean reorders = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    boolean ends = c == 0x2028 || c == 0x2029;
    return control || reorders || ends || (c >= 0xd800 && c <= 0xdfff);
  }

  /** How many columns the text takes; {@code text} is safe and without line ends. */
  public static int columns(String text) {
    return text.codePoints().map(Text::columns).sum();
  }

  private static int columns(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** East Asian wide characters and pictures, by the blocks of Unicode that hold them. */
  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f)
        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f)
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1f64f)
        || (c >= 0x1f680 && c <= 0x1f6ff)
        || (c >= 0x1f900 && c <= 0x1faff)
        || (c >= 0x20000 && c <= 0x3fffd);
  }

  /**
   * The text in lines of at most {@code width} columns. Its own lines stay; a line that is broken
   * goes on below its first word, so that lists keep their form.
   */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    for (String line : text.stripTrailing().split("\n", -1)) {
      wrapLine(line, Math.max(1, width), lines);
    }
    return lines;
  }

  private static void wrapLine(String line, int width, List<String> lines) {
    String hang = " ".repeat(Math.min(hang(line), Math.min(MAX_HANG_COLUMNS, width / 2)));
    int start = 0;
    while (start < line.length() && line.charAt(start) == ' ') {
      start++;
    }
    String current = line.substring(0, start);
    boolean fresh = true;
    for (String word : line.substring(start).split(" ", -1)) {
      int needed = columns(current) + (fresh ? 0 : 1) + columns(word);
      if (!fresh && needed > width) {
        lines.add(current.stripTrailing());
        current = hang;
        fresh = true;
      }
      current = current + (fresh ? "" : " ") + word;
      fresh = false;
      current = breakLong(current, hang, width, lines);
    }
    lines.add(current.stripTrailing());
  }

  /** Cuts off full lines; a line has at least one character, however narrow the width. */
  private static String breakLong(String current, String hang, int width, List<String> lines) {
    StringBuilder line = new StringBuilder();
    int used = 0;
    int end = 0;
    while (end < current.length()) {
      int c = current.codePointAt(end);
      if (used + columns(c) > width && line.length() > hang.length()) {
        lines.add(line.toString());
        line = new StringBuilder(hang);
        used = hang.length();
      }
      line.appendCodePoint(c);
      used += columns(c);
      end += Character.charCount(c);
    }
    return line.toString();
  }

  /** The column of the first word behind a list's mark. */
  private static int hang(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    String rest = line.substring(at);
    if (rest.matches("([-*+>]|[0-9]{1,3}[.)]) .*")) {
      at += rest.indexOf(' ') + 1;
    }
    return at;
  }

  /** Bytes for people: {@code 340 bytes}, {@code 1.2 MB}. */
  public static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + (bytes == 1 ? " byte" : " bytes");
    }
    String[] units = {"kB", "MB", "GB", "TB", "PB", "EB"};
    double value = bytes / 1_000.0;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1_000;
      unit++;
    }
    long tenths = Math.round(value * 10);
    String number =
        value < 10 && tenths % 10 != 0
            ? tenths / 10 + "." + tenths % 10
            : String.valueOf(Math.round(value));
    return number + " " + units[unit];
  }

  /** A number and its noun: {@code 1 post}, {@code 2 posts}. */
  public static String count(long number, String noun) {
    String plural = noun.endsWith("y") ? noun.substring(0, noun.length() - 1) + "ies" : noun + "s";
    return number + " " + (number == 1 ? noun : plural);
  }
}
