package dagbok.web.media;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import java.util.Optional;

/** What strangers' names, types and ranges make of an answer's headers. */
class HeaderFuzzTest {
  private static final long SIZE = 1000;

  @FuzzTest
  void headers(byte[] data) {
    String text = Texts.anything(data);
    checkHeader(Disposition.of(true, text));
    checkHeader(MediaTypes.sent(MediaTypes.bare(text)));
    ByteRange.Asked asked = ByteRange.of(Optional.of(text), SIZE);
    if (asked instanceof ByteRange.Part part) {
      boolean inside =
          part.range().offset() >= 0
              && part.range().length() > 0
              && part.range().offset() + part.range().length() <= SIZE;
      Check.that(inside, "a range outside of the content");
      checkHeader(part.range().contentRange(SIZE));
    }
  }

  private static void checkHeader(String value) {
    Check.that(value.chars().allMatch(c -> c >= 0x20 && c < 0x7f), "no header: " + value);
  }
}
