package dagbok.codec;

import java.util.Map;

/**
 * The maps that DAG-JSON reserves: those whose first key, as sorted, is a slash, with text (a link)
 * or with a map whose first key is {@code bytes}, with text (bytes).
 */
final class SlashForm {
  static final String SLASH = "/";
  static final String BYTES = "bytes";

  private SlashForm() {}

  /** Whether a map with these fields is reserved, so that no other value can be written so. */
  static boolean reserves(Map<String, Ipld> fields) {
    if (!isFirst(SLASH, fields)) {
      return false;
    }
    Ipld value = fields.get(SLASH);
    return value instanceof Ipld.Text
        || (value instanceof Ipld.Struct inner
            && isFirst(BYTES, inner.fields())
            && inner.fields().get(BYTES) instanceof Ipld.Text);
  }

  /** As {@code key} is ASCII, the order of UTF-16 is here that of UTF-8. */
  private static boolean isFirst(String key, Map<String, Ipld> fields) {
    return fields.containsKey(key)
        && fields.keySet().stream().allMatch(other -> key.compareTo(other) <= 0);
  }
}
