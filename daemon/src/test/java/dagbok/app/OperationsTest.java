package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.ExitCode;
import dagbok.config.ConfigSources;
import dagbok.config.Home;
import dagbok.metrics.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/operations.md says of settings, checks, metrics and exit codes is so, and is all. */
class OperationsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/operations.md"));
  }

  private static List<String> rows(String heading) throws IOException {
    String section =
        page().split("\n## " + Pattern.quote(heading) + "\n", 2)[1].split("\n## ", 2)[0];
    return section
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("|---"))
        .skip(1)
        .toList();
  }

  @Test
  void settingsAreThoseOfTheTable() throws IOException {
    List<String> expected =
        new ConfigSources(Home.in(ROOT.resolve("none")), Map.of(), List.of())
            .views(Optional.empty()).stream()
                .map(view -> row(view.key(), view.value(), view.doc()))
                .toList();

    assertThat(rows("Settings")).isEqualTo(expected);
  }

  private static String row(String key, String toml, String doc) {
    String plain = toml.equals("[]") ? "" : toml.replace("\"", "");
    return "| `" + key + "` | " + (plain.isEmpty() ? "" : "`" + plain + "`") + " | " + doc + " |";
  }

  @Test
  void metricsAreThoseThatAreWritten() throws IOException {
    String text =
        new Metrics(List.of("ok")).text(new dagbok.metrics.Numbers(0, 0, 0, 0, 0, 0, 0, Map.of()));
    Set<String> written = names("(?m)^(dagbok_[a-z_]+)", text);

    assertThat(names("`(dagbok_[a-z_]+)", String.join("\n", rows("Metrics")))).isEqualTo(written);
  }

  @Test
  void checksAreThoseOfTheDaemon() throws IOException {
    Set<String> codes = new TreeSet<>();
    try (Stream<Path> files = Files.list(ROOT.resolve("daemon/src/main/java/dagbok/doctor"))) {
      for (Path file : files.toList()) {
        String source = Files.readString(file);
        codes.addAll(
            names("String (?:CODE|OFF|PAGE|PEERS|TROUBLE|NOBODY_FOUND) = \"([a-z-]+)\"", source));
        codes.addAll(names("String code\\(\\) \\{\\s+return \"([a-z-]+)\"", source));
        codes.addAll(names("new IpfsSays\\(\\s*\"([a-z-]+)\"", source));
      }
    }
    codes.addAll(
        names(
            "new Looked\\(\\s*\"([a-z-]+)\"",
            Files.readString(ROOT.resolve("daemon/src/main/java/dagbok/app/ProfileChecks.java"))));
    String section = page().split("\n## Is it well\\?\n", 2)[1].split("\n## ", 2)[0];

    assertThat(codes).hasSizeGreaterThan(20);
    assertThat(names("`([a-z-]+)`", section)).containsAll(codes);
  }

  @Test
  void exitCodesAreThoseOfCommands() throws IOException {
    List<String> numbers =
        rows("Exit codes").stream().map(row -> row.split("\\|", -1)[1].strip()).toList();

    assertThat(numbers)
        .isEqualTo(Arrays.stream(ExitCode.values()).map(c -> String.valueOf(c.number())).toList());
  }

  private static Set<String> names(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
