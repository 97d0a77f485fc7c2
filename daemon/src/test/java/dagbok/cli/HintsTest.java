package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What people are told to run can be run. */
final class HintsTest {
  private static final Pattern COMMENT = Pattern.compile("^\\s*(?:\\*|/\\*|//).*");

  /** At the beginning, in quotes, or behind a colon or the like; elsewhere it is prose. */
  private static final Pattern NAMED =
      Pattern.compile("(?<=[\"':;>] {0,2})dagbok ([a-z]+)(?: ([a-z]+))?");

  private static final List<Path> SOURCES =
      List.of(
          Path.of("src/main/java"),
          Path.of("../web/src/main/java"),
          Path.of("../web/src/main/jte"),
          Path.of("../kubo-client/src/main/java"));

  @Test
  void everyCommandThatTheProgramSpeaksOfExists() throws IOException {
    Map<String, CommandLine> commands =
        HelpTest.commands().stream()
            .collect(
                Collectors.toMap(
                    line -> line.getCommandSpec().qualifiedName(), Function.identity()));
    List<String> unknown = new ArrayList<>();
    int seen = 0;
    for (String line : lines()) {
      Matcher named = NAMED.matcher(line);
      while (named.find()) {
        seen++;
        if (!exists(commands, named.group(1), String.valueOf(named.group(2)))) {
          unknown.add(named.group() + " in: " + line.strip());
        }
      }
    }
    assertThat(unknown).isEmpty();
    assertThat(seen).isGreaterThan(50);
  }

  private static boolean exists(Map<String, CommandLine> commands, String first, String second) {
    CommandLine command = commands.get("dagbok " + first);
    if (command == null) {
      return false;
    }
    boolean standsAlone = command.getCommandSpec().userObject() instanceof Callable;
    return standsAlone || commands.containsKey("dagbok " + first + " " + second);
  }

  private static List<String> lines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path folder : SOURCES) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> !COMMENT.matcher(line).matches())
              .filter(line -> file.toString().endsWith(".jte") || line.contains("\""))
              .forEach(lines::add);
        }
      }
    }
    return lines;
  }
}
