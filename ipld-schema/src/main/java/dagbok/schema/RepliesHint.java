package dagbok.schema;

import java.util.Locale;
import java.util.Optional;

/** What an author would like to happen with replies to a post. The policy itself is a setting. */
public enum RepliesHint {
  IGNORE,
  NOTE,
  REPLICATE;

  /** The word in the body. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The hint with this word, if there is one. */
  public static Optional<RepliesHint> of(String text) {
    for (RepliesHint hint : values()) {
      if (hint.text().equals(text)) {
        return Optional.of(hint);
      }
    }
    return Optional.empty();
  }
}
