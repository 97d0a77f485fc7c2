package dagbok.config;

import java.util.Locale;

/**
 * One row of the table of settings.
 *
 * @param key its name, dotted, as in {@code dagbok.toml} and {@code --set}
 * @param type form and bounds
 * @param standard the default, as text
 * @param doc what it does, one sentence
 */
record Setting<T>(String key, ValueType<T> type, String standard, String doc) {
  static final String ENVIRONMENT_PREFIX = "DAGBOK_";

  /** The variable that sets it: {@code DAGBOK_IPFS_KUBO_API} for {@code ipfs.kubo.api}. */
  String variable() {
    return ENVIRONMENT_PREFIX + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /**
   * The value that {@code text} stands for.
   *
   * @param where the words that tell its place in an error
   * @throws ConfigException if it is none
   */
  T parse(String text, String where) {
    try {
      return type.parser().apply(text);
    } catch (IllegalArgumentException e) {
      throw new ConfigException(
          where + ": '" + text + "' does not fit " + key + ", expected " + type.expects(),
          "its default is " + toml(type.parser().apply(standard)) + "; " + doc);
    }
  }

  /** The value as TOML. */
  String toml(T value) {
    return type.toml().apply(value);
  }
}
