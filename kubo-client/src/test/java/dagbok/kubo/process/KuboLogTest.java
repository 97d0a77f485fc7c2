package dagbok.kubo.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class KuboLogTest {
  private static final int FURTHER_BYTES = 1_000;

  @TempDir Path folder;

  private Path grown() throws IOException {
    byte[] bytes = new byte[(int) KuboLog.MAX_BYTES + FURTHER_BYTES];
    bytes[bytes.length - 1] = 1;
    return Files.write(folder.resolve("kubo.log"), bytes);
  }

  @Test
  void fileThatGrewIsPutAsideUpToItsBound() throws IOException {
    Path file = grown();
    Files.write(folder.resolve("kubo.log.1"), new byte[2 * (int) KuboLog.MAX_BYTES]);

    KuboLog.open(file);

    assertThat(file).isEmptyFile();
    assertThat(Files.readAllBytes(folder.resolve("kubo.log.1")))
        .hasSize((int) KuboLog.MAX_BYTES)
        .endsWith(1);
  }

  @Test
  void fileThatIsSmallStays() throws IOException {
    Path file = Files.writeString(folder.resolve("kubo.log"), "before\n");

    assertThat(KuboLog.open(file).tail()).isEqualTo("before\n");
    assertThat(folder.resolve("kubo.log.1")).doesNotExist();
  }

  @Test
  void programThatHasItOpenGoesOnInTheEmptyFile() throws Exception {
    KuboLog log = KuboLog.open(folder.resolve("kubo.log"));
    Process process =
        new ProcessBuilder("sh", "-c", "read line; echo \"$line\"")
            .redirectOutput(log.redirect())
            .start();
    grown();

    log.bound();
    try (var input = process.outputWriter()) {
      input.write("after\n");
    }

    assertThat(process.waitFor()).isZero();
    assertThat(log.tail()).isEqualTo("after\n");
  }
}
