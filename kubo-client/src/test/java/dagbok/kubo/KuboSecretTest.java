package dagbok.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KuboSecretTest {
  @ParameterizedTest
  @CsvSource({
    "token, Bearer token",
    "bearer:token, Bearer token",
    "basic:user:pass, Basic dXNlcjpwYXNz",
    "basic:dXNlcjpwYXNz, Basic dXNlcjpwYXNz",
  })
  void readsTheFormsOfKubosConfiguration(String text, String header) {
    assertThat(KuboSecret.of(text).header()).isEqualTo(header);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "digest:abc", "a\nb", "nøkkel"})
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> KuboSecret.of(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void readsFilesWithALineEnd(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "bearer:token\n");

    assertThat(KuboSecret.read(file).header()).isEqualTo("Bearer token");
  }

  @Test
  void refusesLargeFiles(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "a".repeat(4097));

    assertThatThrownBy(() -> KuboSecret.read(file)).hasMessageContaining("4096 bytes");
  }
}
