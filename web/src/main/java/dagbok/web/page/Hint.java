package dagbok.web.page;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What to do: a sentence, or a command that can be run as it stands.
 *
 * @param command whether it is a command
 */
public record Hint(String text, boolean command) {
  private static final Pattern COMMAND =
      Pattern.compile("(dagbok|ipfs|chmod|sudo|systemctl) [a-z0-9-].*");

  private static final List<String> ENDS = List.of(".", "…", "?");

  static Hint of(String text) {
    boolean command = COMMAND.matcher(text).matches();
    return new Hint(command ? text : sentence(text), command);
  }

  /** With a capital and a full stop. */
  static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String capital =
        new StringBuilder().appendCodePoint(Character.toTitleCase(first))
            + text.substring(Character.charCount(first));
    return ENDS.stream().anyMatch(capital::endsWith) ? capital : capital + ".";
  }
}
