package dagbok.cli;

import dagbok.cli.term.Table;
import dagbok.cli.term.Terminal;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The words of a recovery phrase, in rows that are read from left to right. */
final class PhraseWords {
  private static final int WORDS_A_ROW = 4;

  private PhraseWords() {}

  /** Prints them, each with its number. */
  static void print(Terminal terminal, List<String> phrase) {
    terminal.heading("Recovery phrase");
    Table table = new Table();
    for (int start = 0; start < phrase.size(); start += WORDS_A_ROW) {
      int end = Math.min(start + WORDS_A_ROW, phrase.size());
      table.row(
          IntStream.range(start, end)
              .mapToObj(i -> String.format(Locale.ROOT, "%2d %s", i + 1, phrase.get(i)))
              .toArray(String[]::new));
    }
    table.lines(2).forEach(terminal::line);
  }
}
