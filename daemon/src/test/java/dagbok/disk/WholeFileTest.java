package dagbok.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WholeFileTest {
  @TempDir Path folder;

  @Test
  void itIsForItsOwnerAloneWhateverWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("secret"), "before, and longer");
    Path left = Files.writeString(folder.resolve("secret.new"), "left by a crash");
    for (Path open : new Path[] {file, left}) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
    }

    WholeFile.write(file, "now\n");

    assertThat(file).hasContent("now\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }
}
