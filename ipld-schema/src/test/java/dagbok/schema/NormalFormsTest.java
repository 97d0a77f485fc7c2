package dagbok.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalFormsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"sea|sea", "#sea|sea", "' ## sea '|sea", "c#|c#", "two words|two words", "'#'|''"})
  void tag(String typed, String normal) {
    assertThat(Tag.normal(typed)).isEqualTo(normal);
  }

  @Test
  void tagsThatLookAlikeAreOne() {
    assertThat(Tag.normal("#cafe\u0301")).isEqualTo("caf\u00e9");
  }

  @ParameterizedTest
  @CsvSource({"sv,sv", "EN-gb,en-GB", "zh-hant-tw,zh-Hant-TW", "' de ',de", "iw,he"})
  void language(String typed, String normal) {
    assertThat(Language.normal(typed)).contains(normal);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en_GB", "svenska språket", "e", "en-", "a\"b"})
  void whatIsNoLanguage(String typed) {
    assertThat(Language.normal(typed)).isEmpty();
  }
}
