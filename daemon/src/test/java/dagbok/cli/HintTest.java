package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class HintTest {
  /** A command in a text: alone between double quotes, or between single ones. */
  private static final Pattern NAMED = Pattern.compile("[\"']dagbok ([a-z][a-z -]*)");

  /** A command in a text that nothing sets apart. */
  private static final Pattern BARE = Pattern.compile("\"[^\"]*[:;,] dagbok [a-z]+");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "dagbok open                       | run 'dagbok --home /x open'",
        "run 'dagbok open', then wait      | run 'dagbok --home /x open', then wait",
        "run 'dagbok --home /y open'       | run 'dagbok --home /y open'",
        "ipfs daemon                       | run 'ipfs daemon'",
        "chmod 600 '/a b'/*.key            | run chmod 600 '/a b'/*.key",
        "Give another file                 | give another file",
        "Kubo is to be started             | Kubo is to be started",
        "I am                              | I am",
      })
  void oneStyleForAll(String hint, String shown) {
    assertThat(Hint.shown(hint, Optional.of("/x"))).isEqualTo(shown);
  }

  @Test
  void daemonNamesItsOwnHome() {
    Optional<String> home = Optional.of("/srv/my diary");

    assertThat(Hint.ofDaemon("dagbok setup", home))
        .isEqualTo("dagbok --home '/srv/my diary' setup");
    assertThat(Hint.ofDaemon("see to it; run 'dagbok doctor'", home))
        .isEqualTo("see to it; run 'dagbok --home '/srv/my diary' doctor'");
    assertThat(Hint.ofDaemon("dagbok setup", Optional.empty())).isEqualTo("dagbok setup");
    assertThat(Hint.ofDaemon("ipfs daemon", home)).isEqualTo("ipfs daemon");
  }

  @Test
  void withoutAHomeTheCommandStandsAsItIs() {
    assertThat(Hint.shown("dagbok open", Optional.empty())).isEqualTo("run 'dagbok open'");
    assertThat(Hint.shown("dagbok open", Optional.of("a b")))
        .contains("'dagbok --home 'a b' open'");
  }

  @Test
  void commandsThatTextsNameAreThere() throws IOException {
    Session session = new Session(Surroundings.ofSystem(), Local.NOTHING);
    CommandLine root = Commands.build(session);
    List<String> wrong = new ArrayList<>();
    int named = 0;
    for (String line : sources()) {
      Matcher matcher = NAMED.matcher(line);
      while (matcher.find()) {
        named++;
        String[] words = matcher.group(1).strip().split(" ", -1);
        if (!isThere(root, words)) {
          wrong.add(Arrays.toString(words) + " in " + line.strip());
        }
      }
      if (BARE.matcher(line).find()) {
        wrong.add("not set apart: " + line.strip());
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(named).isGreaterThan(20);
  }

  private static boolean isThere(CommandLine root, String... words) {
    CommandLine command = root.getSubcommands().get(words[0]);
    if (command == null || command.getSubcommands().isEmpty() || words.length == 1) {
      return command != null;
    }
    return words[1].startsWith("-")
        || command.getSubcommands().containsKey(words[1])
        || !command.getCommandSpec().positionalParameters().isEmpty();
  }

  private static List<String> sources() throws IOException {
    List<String> lines = new ArrayList<>();
    Path root = Path.of("..").toAbsolutePath().normalize();
    for (String module : List.of("daemon", "web", "kubo-client")) {
      try (Stream<Path> files = Files.walk(root.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Files.readAllLines(file).stream()
              .filter(line -> !line.strip().startsWith("\"  dagbok") && !line.contains("* "))
              .forEach(lines::add);
        }
      }
    }
    return lines;
  }
}
