package dagbok.cli.term;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dagbok.fuzz.Check;
import dagbok.fuzz.Texts;

/** Strangers' text on a terminal. */
class TextFuzzTest {
  @FuzzTest
  void wrap(byte[] data) {
    if (data.length == 0) {
      return;
    }
    int width = 1 + (data[0] & 0x7f);
    String text = Text.safe(Texts.anything(data).substring(1));
    Check.same(Text.safe(text), text, "safe text");
    for (String line : Text.wrap(text, width)) {
      Check.that(line.indexOf('\n') < 0, "a line of two");
      boolean one = line.strip().codePointCount(0, line.strip().length()) <= 1;
      Check.that(Text.columns(line) <= width || one, "a line wider than the terminal");
    }
  }
}
