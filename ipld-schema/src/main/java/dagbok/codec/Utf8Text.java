package dagbok.codec;

import com.google.common.base.Utf8;
import java.nio.charset.StandardCharsets;

/** Text and its bytes, where the JDK would put a question mark for what has none. */
final class Utf8Text {
  private Utf8Text() {}

  /**
   * The bytes of {@code text}.
   *
   * @throws IllegalArgumentException if it has an unpaired surrogate
   */
  static byte[] encode(String text) {
    check(text);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * That {@code text} has a form in UTF-8.
   *
   * @throws IllegalArgumentException if it has an unpaired surrogate
   */
  static void check(String text) {
    int bytes = Utf8.encodedLength(text);
    assert bytes >= text.length();
  }
}
