package dagbok.config;

import java.util.Comparator;
import java.util.List;

/** Which of the known words somebody probably meant. */
final class Nearest {
  private static final int FEW_EDITS = 2;
  private static final int LETTERS_AN_EDIT = 3;

  private Nearest() {}

  /**
   * The candidate that begins with {@code word}, else has the fewest edits; the first of several.
   */
  static String to(String word, List<String> candidates) {
    return candidates.stream()
        .min(
            Comparator.comparing((String candidate) -> !candidate.startsWith(word))
                .thenComparing(candidate -> distance(word, candidate)))
        .orElseThrow();
  }

  /** What to say of a word that is none of the candidates: the nearest only if it is near. */
  static String hint(String word, List<String> candidates) {
    String nearest = to(word, candidates);
    boolean near =
        nearest.startsWith(word)
            || (word.indexOf('.') > 0 && section(nearest).equals(section(word)))
            || distance(word, nearest) <= Math.max(FEW_EDITS, word.length() / LETTERS_AN_EDIT);
    String told = near ? "the nearest is '" + nearest + "'; " : "";
    return told + "run 'dagbok config show' for all";
  }

  private static String section(String key) {
    return key.substring(0, Math.max(0, key.indexOf('.') + 1));
  }

  /** How many letters are to be put in, taken out, changed or swapped with the next. */
  static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] last = row(0, to.length());
    for (int i = 1; i <= from.length(); i++) {
      int[] now = new int[to.length() + 1];
      now[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + change);
        if (i > 1 && j > 1 && swapped(from, i, to, j)) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return last[to.length()];
  }

  private static boolean swapped(String from, int i, String to, int j) {
    return from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
  }

  private static int[] row(int first, int length) {
    int[] row = new int[length + 1];
    for (int j = 0; j <= length; j++) {
      row[j] = first + j;
    }
    return row;
  }
}
