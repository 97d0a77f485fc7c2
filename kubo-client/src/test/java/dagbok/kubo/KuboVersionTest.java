package dagbok.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KuboVersionTest {
  @ParameterizedTest
  @CsvSource({
    "0.43.0, true",
    "0.43, true",
    "ipfs version 0.43.1, true",
    "0.44.0-dev, true",
    "1.0.0, true",
    "0.42.9, false",
    "0.9.0, false",
  })
  void knowsWhatIsNewEnough(String text, boolean supported) {
    assertThat(KuboVersion.parse(text).isSupported()).isEqualTo(supported);
  }

  @Test
  void refusesTextWithoutVersion() {
    assertThatThrownBy(() -> KuboVersion.parse("ipfs version dev"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
