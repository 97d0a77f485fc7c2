package dagbok.schema;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;

/** Names of languages as BCP 47 has them. */
public final class Language {
  private Language() {}

  /** The name with upper and lower case as they should be, {@code sv-SE}; absent if it is none. */
  public static Optional<String> normal(String typed) {
    try {
      String tag = new Locale.Builder().setLanguageTag(typed.strip()).build().toLanguageTag();
      return Optional.of(tag);
    } catch (IllformedLocaleException e) {
      return Optional.empty();
    }
  }
}
