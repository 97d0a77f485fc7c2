package dagbok.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The worked example of docs/protocol.md is what the code gives; with {@code
 * -Ddagbok.vectors=write} it is written anew between the lines around it.
 */
final class ProtocolExamplesTest {
  private static final Path PROTOCOL = Path.of("..", "docs", "protocol.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("<!-- example: ([a-z ]+) -->\n```text\n(.*?)```\n", Pattern.DOTALL);

  @Test
  void documentShowsWhatTheCodeGives() throws Exception {
    Map<String, String> expected = WorkedExample.texts();
    String text = Files.readString(PROTOCOL);
    if ("write".equals(System.getProperty("dagbok.vectors"))) {
      text = written(text, expected);
      Files.writeString(PROTOCOL, text);
    }
    Map<String, String> found = new LinkedHashMap<>();
    for (Matcher example = EXAMPLE.matcher(text); example.find(); ) {
      found.put(example.group(1), example.group(2));
    }
    assertThat(found).containsExactlyInAnyOrderEntriesOf(expected);
  }

  private static String written(String text, Map<String, String> expected) {
    return EXAMPLE
        .matcher(text)
        .replaceAll(
            example -> {
              String name = example.group(1);
              String block = expected.getOrDefault(name, "");
              return "<!-- example: " + name + " -->\n```text\n" + block + "```\n";
            });
  }
}
