package dagbok.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PolicyTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "everything",
        "text",
        "nothing",
        "nothing quiet",
        "newest:500",
        "newest:1 text mirror quiet",
        "newest:1000000000 files:3B days:90",
        "files:20MiB days:1",
        "everything mirror",
        "everything mirror quiet",
        "days:7 quiet",
      })
  void wordsAreReadAndWrittenTheSame(String words) {
    assertThat(Policy.parse(words)).hasToString(words);
  }

  @ParameterizedTest
  @CsvSource({
    "'',everything",
    "quiet text,text quiet",
    "'  FILES:2048KiB   Mirror ',files:2MiB mirror",
    "files:1024B,files:1KiB",
    "mirror,everything mirror",
  })
  void wordsHaveOneForm(String given, String words) {
    assertThat(Policy.parse(given)).hasToString(words).isEqualTo(Policy.parse(words));
  }

  @ParameterizedTest
  @CsvSource({
    "all,none of everything",
    "newest,none of everything",
    "newest:0,whole number from 1",
    "newest:1000000001,to 1000000000",
    "newest:99999999999999999999,whole number",
    "days:-1,whole number",
    "files:20,with its unit",
    "files:0MiB,with its unit",
    "files:8388608TiB,more than there can be",
    "files:20 MiB,with its unit",
    "text:5,none of everything",
    "text text,there twice",
    "newest:5 newest:6,there twice",
    "nothing mirror,exclude each other",
    "everything text,exclude each other",
    "text days:3,exclude each other",
  })
  void whatIsNoPolicyIsRefusedWithTheReason(String words, String reason) {
    assertThatThrownBy(() -> Policy.parse(words))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void veryLongTextIsRefused() {
    assertThatThrownBy(() -> Policy.parse("quiet ".repeat(100)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200 characters");
  }

  @Test
  void filesAreKeptForDays() {
    assertThat(Policy.parse("days:2").filesSince(1_000_000)).isEqualTo(1_000_000 - 2 * 86_400);
    assertThat(Policy.EVERYTHING.filesSince(1_000_000)).isEqualTo(Long.MIN_VALUE);
  }
}
