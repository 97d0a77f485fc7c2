package dagbok.web.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A path whose segments are words or {@code {names}}. A name stands for one segment that is not
 * empty.
 */
public record PathTemplate(String text, List<String> segments) {
  /** The most characters of one segment, encoded. */
  static final int MAX_SEGMENT_CHARS = 2_048;

  /** Copies the list. */
  public PathTemplate {
    segments = List.copyOf(segments);
  }

  /** The template that {@code text} writes. */
  public static PathTemplate of(String text) {
    return new PathTemplate(text, split(text));
  }

  /**
   * What the names stand for if this template matches.
   *
   * @param canonicalPath normal, with the characters that would divide it still encoded
   */
  public Optional<Map<String, String>> match(String canonicalPath) {
    List<String> given = split(canonicalPath);
    if (given.size() != segments.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < given.size(); i++) {
      String expected = segments.get(i);
      String found = given.get(i);
      if (isName(expected)) {
        if (found.isEmpty() || found.length() > MAX_SEGMENT_CHARS) {
          return Optional.empty();
        }
        values.put(expected.substring(1, expected.length() - 1), decode(found));
      } else if (!expected.equals(found)) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }

  /** How many of its segments are words; of several templates that match, the most precise wins. */
  int precision() {
    return (int) segments.stream().filter(segment -> !isName(segment)).count();
  }

  private static boolean isName(String segment) {
    return segment.startsWith("{");
  }

  private static List<String> split(String path) {
    return List.of(path.split("/", -1));
  }

  private static String decode(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
