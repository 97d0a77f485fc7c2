package dagbok.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to do, in one style: a sentence in which commands stand as {@code run 'dagbok …'}, so that
 * what is between the quotes can be run as it stands, in the home that was asked for.
 */
public final class Hint {
  private static final String DAGBOK = "dagbok ";
  private static final Pattern COMMAND = Pattern.compile("(dagbok|ipfs|chmod|sudo) [a-z0-9-].*");
  private static final Pattern QUOTED = Pattern.compile("'dagbok (?!--home )");

  private static final List<String> NAMES = List.of("Dagbok", "Kubo", "Java", "Maven");

  private Hint() {}

  /**
   * The hint as it is shown.
   *
   * @param text a sentence, or nothing but a command
   * @param home the folder that was asked for on the command line, which commands must name too
   */
  static String shown(String text, Optional<String> home) {
    String sentence = COMMAND.matcher(text).matches() ? "run " + quoted(text) : begun(text);
    return inHome(sentence, home);
  }

  /**
   * A hint of a daemon, a sentence or nothing but a command, that goes to the daemon's own home.
   *
   * @param home the folder that has all of its files, if there is one
   */
  public static String ofDaemon(String text, Optional<String> home) {
    boolean bare = text.startsWith(DAGBOK) && !text.startsWith(DAGBOK + "--home ");
    return bare && home.isPresent()
        ? DAGBOK + "--home " + Shell.quoted(home.get()) + " " + text.substring(DAGBOK.length())
        : inHome(text, home);
  }

  /** The text with the home in the commands that stand in quotes in it. */
  static String inHome(String text, Optional<String> home) {
    return home.map(folder -> "'dagbok --home " + Shell.quoted(folder) + " ")
        .map(start -> QUOTED.matcher(text).replaceAll(Matcher.quoteReplacement(start)))
        .orElse(text);
  }

  /** A hint goes on behind a colon, so it begins small, unless it does with a name. */
  private static String begun(String text) {
    boolean capital =
        text.length() > 1
            && Character.isUpperCase(text.charAt(0))
            && Character.isLowerCase(text.charAt(1));
    return capital && NAMES.stream().noneMatch(text::startsWith)
        ? Character.toLowerCase(text.charAt(0)) + text.substring(1)
        : text;
  }

  /** Between quotes of a kind that is not within. */
  private static String quoted(String command) {
    return command.contains("'") ? command : "'" + command + "'";
  }
}
