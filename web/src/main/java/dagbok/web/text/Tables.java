package dagbok.web.text;

/**
 * How many cells the tables of a text can have. Rows that are too short are filled up with empty
 * cells, so that their number grows with the square of the text's length.
 */
final class Tables {
  /** The most cells that a text is laid out with: 20,000. */
  static final int MAX_CELLS = 20_000;

  private Tables() {}

  /**
   * Whether there may be over {@link #MAX_CELLS}. Never says no where there are: a table ends at an
   * empty line, and has no more columns than one of its lines has.
   */
  static boolean mayBeTooMany(String text) {
    long cells = 0;
    long lines = 0;
    int pipes = 0;
    int mostPipes = 0;
    boolean blank = true;
    for (int i = 0; i <= text.length(); i++) {
      char c = i < text.length() ? text.charAt(i) : '\n';
      if (c == '|') {
        pipes++;
        blank = false;
      } else if (c == '\n' || c == '\r') {
        boolean betweenTwo = c == '\n' && i > 0 && text.charAt(i - 1) == '\r';
        lines += blank ? 0 : 1;
        mostPipes = Math.max(mostPipes, pipes);
        if ((blank && !betweenTwo) || i == text.length()) {
          cells += mostPipes == 0 ? 0 : lines * (mostPipes + 1L);
          lines = 0;
          mostPipes = 0;
        }
        pipes = 0;
        blank = true;
      } else if (c != ' ' && c != '\t') {
        blank = false;
      }
    }
    return cells > MAX_CELLS;
  }
}
