package dagbok.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileTypeTest {
  @TempDir Path folder;

  private String type(String name, String start) throws Exception {
    Path file = folder.resolve("upload");
    Files.write(file, start.getBytes(StandardCharsets.ISO_8859_1));
    return new FileType().of(file, name);
  }

  @Test
  void bytesDecideWhereTheyCan() throws Exception {
    assertThat(type("a.txt", "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR")).isEqualTo("image/png");
    assertThat(type("b", "%PDF-1.7\n")).isEqualTo("application/pdf");
    assertThat(type("c.wav", "RIFF\0\0\0\0WAVEfmt ")).isEqualTo("audio/wav");
  }

  @Test
  void nameDecidesBetweenTexts() throws Exception {
    assertThat(type("a.md", "# Title\n")).isEqualTo("text/markdown");
    assertThat(type("a.txt", "Hello\n")).isEqualTo("text/plain");
  }

  @Test
  void onlyTypesAreTypes() {
    assertThat(FileType.parse("Text/HTML; charset=utf-8")).contains("text/html");
    assertThat(FileType.parse("text")).isEmpty();
    assertThat(FileType.parse("text/html\r\nX: y")).isEmpty();
  }
}
