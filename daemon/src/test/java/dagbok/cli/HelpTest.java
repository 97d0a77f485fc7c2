package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class HelpTest extends CliTest {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|([^ ]+)");

  @Test
  void everyCommandOfTheSurfaceIsThere() {
    assertThat(commands().stream().map(line -> line.getCommandSpec().qualifiedName()))
        .containsExactlyInAnyOrder(
            "dagbok",
            "dagbok run",
            "dagbok open",
            "dagbok setup",
            "dagbok status",
            "dagbok doctor",
            "dagbok ipfs",
            "dagbok ipfs status",
            "dagbok ipfs setup",
            "dagbok completion",
            "dagbok man",
            "dagbok reindex",
            "dagbok backup",
            "dagbok backup create",
            "dagbok backup verify",
            "dagbok backup restore",
            "dagbok post",
            "dagbok feed",
            "dagbok follow",
            "dagbok unfollow",
            "dagbok peers",
            "dagbok discover",
            "dagbok profile",
            "dagbok profile list",
            "dagbok profile create",
            "dagbok profile show",
            "dagbok profile use",
            "dagbok profile policy",
            "dagbok profile findable",
            "dagbok profile export",
            "dagbok profile import",
            "dagbok profile recover",
            "dagbok profile resume",
            "dagbok device",
            "dagbok device list",
            "dagbok device show",
            "dagbok device revoke",
            "dagbok device invite",
            "dagbok device confirm",
            "dagbok device join",
            "dagbok entry",
            "dagbok entry show",
            "dagbok entry edit",
            "dagbok entry delete",
            "dagbok deletions",
            "dagbok deletions list",
            "dagbok deletions erase",
            "dagbok inspect",
            "dagbok inspect head",
            "dagbok inspect snapshot",
            "dagbok inspect pack",
            "dagbok inspect node",
            "dagbok inspect graph",
            "dagbok inspect rewrite",
            "dagbok inspect verify",
            "dagbok config",
            "dagbok config show",
            "dagbok config set",
            "dagbok config path");
  }

  @ParameterizedTest
  @MethodSource("commandNames")
  void helpDescribesAndShowsExamplesOfItself(String command) {
    String[] words = command.split(" ", -1);
    String[] arguments = Arrays.copyOfRange(words, 1, words.length + 1);
    arguments[words.length - 1] = "--help";

    Result result = cli.run(arguments);

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Usage: " + command)
        .contains("\nOptions:\n")
        .contains("--json")
        .contains("\nExamples:\n");
    assertThat(examples(result.out()))
        .isNotEmpty()
        .allMatch(example -> example.startsWith(command) || command.equals("dagbok"));
    assertThat(result.out().lines()).noneMatch(line -> line.endsWith(" "));
  }

  static List<String> commandNames() {
    return commands().stream().map(line -> line.getCommandSpec().qualifiedName()).toList();
  }

  @ParameterizedTest
  @MethodSource("allExamples")
  void examplesAreUnderstood(String example) {
    String[] words = words(example);
    Session session = new Session(Surroundings.ofSystem(), Local.NOTHING);

    assertThatCode(() -> Commands.build(session, words).parseArgs(words))
        .doesNotThrowAnyException();
  }

  static List<String> allExamples() {
    return commands().stream()
        .flatMap(line -> Stream.of(line.getCommandSpec().usageMessage().footer()))
        .map(String::strip)
        .toList();
  }

  @Test
  void examplesRunAgainstADaemon() throws IOException {
    String any =
        "{\"parents\":[],\"items\":[],\"profile\":\""
            + ROOT
            + "\",\"inUse\":true,\"device\":\"x\",\"done\":true}";
    daemon.answerAll(any);
    cli.input = "text".getBytes(StandardCharsets.UTF_8);
    for (String example : allExamples()) {
      if (Stream.of(".car", ".backup", ".txt", "--attach").anyMatch(example::contains)) {
        continue; // They name files in the folder that one is in; run by tests of their own.
      }
      if (example.startsWith("dagbok device") && !example.contains("list")) {
        continue; // conversations
      }
      String[] words = words(example.replace("/tmp/", folder + "/"));
      Result result = cli.run(words);
      assertThat(result.code()).as(example + ": " + result.err()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 50})
  void narrowTerminalIsNoReasonToFail(int columns) throws IOException {
    daemon.answerAll("{\"profile\":\"" + ROOT + "\",\"name\":\"Anna\",\"text\":\"words\"}");
    cli.columns = columns;

    assertThat(done("--help").out()).startsWith("Usage: dagbok");
    assertThat(done("help", "post").out()).startsWith("Usage: dagbok post");
    for (String command : List.of("status", "feed", "profile list", "peers", "config show")) {
      assertThat(done(command.split(" ", -1)).out()).as(command).isNotEmpty();
    }
    assertThat(cli.run("post", "a", "b").err()).contains("takes no further argument");
  }

  @Test
  void helpInOtherForms() {
    assertThat(cli.run("help").out()).isEqualTo(cli.run("--help").out()).contains("Commands:");
    assertThat(cli.run("help", "post").out()).isEqualTo(cli.run("post", "-h").out());
    assertThat(cli.run("help", "profile", "create").out())
        .isEqualTo(cli.run("profile", "create", "--help").out());
    assertThat(cli.run("--help", "status").out()).contains("unfollow");
    assertThat(cli.run("--version").out()).startsWith("dagbok ");
    assertThat(cli.run("status", "-V").code()).isZero();
  }

  static List<CommandLine> commands() {
    Session session = new Session(Surroundings.ofSystem(), Local.NOTHING);
    Deque<CommandLine> left = new ArrayDeque<>(List.of(Commands.build(session)));
    List<CommandLine> all = new ArrayList<>();
    while (!left.isEmpty()) {
      CommandLine next = left.pop();
      all.add(next);
      next.getSubcommands().values().forEach(left::push);
    }
    return all;
  }

  private static List<String> examples(String help) {
    return help.substring(help.indexOf("\nExamples:\n") + "\nExamples:\n".length())
        .lines()
        .map(String::strip)
        .toList();
  }

  private static String[] words(String example) {
    List<String> words = new ArrayList<>();
    Matcher word = WORD.matcher(example);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    assertThat(words.get(0)).isEqualTo("dagbok");
    return words.subList(1, words.size()).toArray(String[]::new);
  }
}
