package dagbok.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The generator would write exactly what is there; with {@code -Ddagbok.vectors=write} it does. */
final class VectorFilesTest {
  @Test
  void generatorWritesWhatIsThere() throws Exception {
    boolean write = "write".equals(System.getProperty("dagbok.vectors"));
    TreeSet<String> names = new TreeSet<>();
    for (Map.Entry<String, VectorFile> file : VectorFiles.all().entrySet()) {
      names.add(file.getKey());
      Path path = VectorFiles.FOLDER.resolve(file.getKey());
      if (write) {
        Files.writeString(path, file.getValue().toJson());
      }
      assertThat(Files.readString(path).equals(file.getValue().toJson()))
          .as("%s is what the generator writes", path)
          .isTrue();
    }
    try (Stream<Path> there = Files.list(VectorFiles.FOLDER)) {
      assertThat(there.map(path -> path.getFileName().toString()).filter(n -> n.endsWith(".json")))
          .containsExactlyInAnyOrderElementsOf(names);
    }
  }
}
