package dagbok.web.page;

import dagbok.web.port.Refusal;
import java.util.Optional;

/** What went wrong, on a page: what it was, what to do, and what it was about. */
public record Problem(int status, String error, String hint, Optional<String> cid) {
  static Problem of(int status, Refusal refusal) {
    return new Problem(
        status,
        sentence(refusal.error()),
        sentence(refusal.hint()),
        refusal.cid().map(Object::toString));
  }

  private static String sentence(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.codePointAt(0);
    String capital =
        new StringBuilder().appendCodePoint(Character.toTitleCase(first)).toString()
            + text.substring(Character.charCount(first));
    return capital.endsWith(".") || capital.endsWith("`") ? capital : capital + ".";
  }
}
