package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstallationTest {
  @TempDir Path data;

  @Test
  void nameIsMadeOnce() throws IOException {
    String name = Installation.name(data, new Random(1));
    assertThat(name).matches("[0-9a-f]{12}");
    assertThat(Installation.name(data, new Random(2))).isEqualTo(name);
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(data.resolve("installation"));
    }
  }

  @Test
  void nameThatWasHalfWrittenWhenThePowerFailedIsWrittenAnew() throws IOException {
    Files.writeString(data.resolve("installation.new"), "0123");
    assertThat(Installation.name(data, new Random(1))).matches("[0-9a-f]{12}");
  }

  @Test
  void fileThatHoldsNoNameIsRefused() throws IOException {
    Files.writeString(data.resolve("installation"), "");
    assertThatThrownBy(() -> Installation.name(data, new Random(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("holds no name");
  }
}
