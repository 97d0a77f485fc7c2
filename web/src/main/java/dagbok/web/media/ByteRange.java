package dagbok.web.media;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a body, as asked for by {@code Range}.
 *
 * @param offset the first byte
 * @param length how many bytes
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-14">RFC 9110, section 14</a>
 */
record ByteRange(long offset, long length) {
  private static final Pattern SINGLE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

  /** What was asked for. */
  sealed interface Asked {}

  /** All of it: no range, or one that need not be understood, such as several at once. */
  record Everything() implements Asked {}

  /** A part. */
  record Part(ByteRange range) implements Asked {}

  /** A part that is not there. */
  record Impossible() implements Asked {}

  static Asked of(Optional<String> header, long size) {
    Matcher range = SINGLE.matcher(header.orElse(""));
    if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
      return new Everything();
    }
    if (range.group(1).isEmpty()) {
      return suffix(Long.parseLong(range.group(2)), size);
    }
    long first = Long.parseLong(range.group(1));
    long last = range.group(2).isEmpty() ? size - 1 : Long.parseLong(range.group(2));
    if (last < first && !range.group(2).isEmpty()) {
      return new Everything();
    }
    return first >= size
        ? new Impossible()
        : new Part(new ByteRange(first, Math.min(last, size - 1) - first + 1));
  }

  private static Asked suffix(long wanted, long size) {
    long length = Math.min(wanted, size);
    return length == 0 ? new Impossible() : new Part(new ByteRange(size - length, length));
  }

  /** The {@code Content-Range} of this part. */
  String contentRange(long size) {
    return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
  }
}
