package dagbok.cli;

import dagbok.cli.term.Terminal;
import java.util.List;

/**
 * A QR code in half blocks, two rows of modules a line. Where the terminal has colours the code is
 * black on white; elsewhere its light modules are what is printed, as terminals are mostly dark.
 */
final class QrText {
  private static final String BLACK_ON_WHITE = "\u001b[38;5;16;48;5;231m";
  private static final String PLAIN = "\u001b[0m";

  private QrText() {}

  /** Prints the rows, {@code 1} for a dark module. */
  static void print(Terminal terminal, List<String> rows) {
    for (int y = 0; y < rows.size(); y += 2) {
      String upper = rows.get(y);
      String lower = y + 1 < rows.size() ? rows.get(y + 1) : "0".repeat(upper.length());
      String line = line(upper, lower, terminal.styled());
      terminal.data(terminal.styled() ? BLACK_ON_WHITE + line + PLAIN : line);
    }
  }

  private static String line(String upper, String lower, boolean darkIsInk) {
    char ink = darkIsInk ? '1' : '0';
    StringBuilder line = new StringBuilder(upper.length());
    for (int x = 0; x < upper.length(); x++) {
      boolean above = upper.charAt(x) == ink;
      boolean below = x < lower.length() && lower.charAt(x) == ink;
      line.append(above ? (below ? '█' : '▀') : (below ? '▄' : ' '));
    }
    return line.toString();
  }
}
