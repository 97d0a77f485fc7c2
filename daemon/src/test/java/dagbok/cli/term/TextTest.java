package dagbok.cli.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void nothingSteersTheTerminal() {
    assertThat(Text.safe("a\u001b[31mb\u0007\u009bc\rd\u202ee\u2066f\u2028g"))
        .isEqualTo("a\ufffd[31mb\ufffd\ufffdc\ufffdd\ufffde\ufffdf\ufffdg");
    assertThat(Text.safe("a\r\nb\n\tc å 日本 👩‍👧")).isEqualTo("a\nb\n  c å 日本 👩‍👧");
    assertThat(Text.safe("x\ud800y")).isEqualTo("x\ufffdy");
  }

  @Test
  void columnsOfWideAndCombiningCharacters() {
    assertThat(Text.columns("abc")).isEqualTo(3);
    assertThat(Text.columns("日本")).isEqualTo(4);
    assertThat(Text.columns("e\u0301")).isEqualTo(1);
    assertThat(Text.columns("👍")).isEqualTo(2);
  }

  @Test
  void wrapsAtWordsAndKeepsLines() {
    assertThat(Text.wrap("the quick brown fox\n\njumps", 10))
        .containsExactly("the quick", "brown fox", "", "jumps");
  }

  @Test
  void listsHangBelowTheirFirstWord() {
    assertThat(Text.wrap("- one two three\n  12. four five six\n> said the fox", 11))
        .containsExactly(
            "- one two", "  three", "  12. four", "     five", "     six", "> said the", "  fox");
  }

  @Test
  void longWordsAreBroken() {
    assertThat(Text.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    assertThat(Text.wrap("日本日本日", 5)).containsExactly("日本", "日本", "日");
    assertThat(Text.wrap("日本", 1)).containsExactly("日", "本");
    assertThat(Text.wrap("- abcdefgh", 5)).containsExactly("-", "  abc", "  def", "  gh");
    assertThat(Text.wrap("x".repeat(1_000_000), 2)).hasSize(500_000);
  }

  @Test
  void anyTextFitsAnyWidthAndLosesNoLetter() {
    Random random = new Random(7);
    String letters = "ab -1.\n日👍\u0301";
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(random.nextInt(60), 0, letters.codePointCount(0, letters.length()))
          .map(i -> letters.codePointAt(letters.offsetByCodePoints(0, i)))
          .forEach(text::appendCodePoint);
      int width = 4 + random.nextInt(20);

      List<String> lines = Text.wrap(text.toString(), width);

      assertThat(lines).as(text.toString()).allMatch(line -> Text.columns(line) <= width);
      assertThat(String.join("", lines).replace(" ", ""))
          .isEqualTo(text.toString().replace(" ", "").replace("\n", ""));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "1, 1 byte",
    "999, 999 bytes",
    "1000, 1 kB",
    "1234, 1.2 kB",
    "12345, 12 kB",
    "999499, 999 kB",
    "999999, 1 MB",
    "1048576, 1 MB",
    "1500000000, 1.5 GB",
    "9223372036854775807, 9.2 EB"
  })
  void sizes(long bytes, String text) {
    assertThat(Text.size(bytes)).isEqualTo(text);
  }

  @Test
  void tablesAlign() {
    Table table = new Table().row("a", "日本", "x").row("bcd", "e").row("", "", "y\nz");

    assertThat(table.lines(1)).containsExactly(" a    日本  x", " bcd  e", "            y z");
  }
}
