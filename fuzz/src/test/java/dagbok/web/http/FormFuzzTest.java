package dagbok.web.http;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;
import dagbok.web.port.Refusal;

/** Forms that a page sends, or something that says it is one. */
class FormFuzzTest {
  @FuzzTest
  void urlEncoded(byte[] data) {
    try {
      int fields = FormReader.parse(Texts.utf8(data)).size();
      Check.that(fields <= FormReader.MAX_FIELDS, "too many fields");
    } catch (Refusal e) {
      Check.that(!e.error().isEmpty(), "a refusal without words");
    }
  }
}
