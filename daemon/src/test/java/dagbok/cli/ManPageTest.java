package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dagbok.cli.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManPageTest extends CliTest {
  @ParameterizedTest
  @MethodSource("dagbok.cli.HelpTest#commandNames")
  void everyCommandHasAPageThatGroffTakesWithoutAWord(String command) throws Exception {
    assumeThat(isThere("groff")).as("groff is installed").isTrue();
    Path page = Files.writeString(folder.resolve("page.1"), man(command));

    String text = run("groff", "-ww", "-Tutf8", "-man", page.toString());

    assertThat(text)
        .contains(
            "NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS", "EXAMPLES", "--json");
    assertThat(text).contains(command).doesNotContain("${");
  }

  private String man(String command) {
    String[] words = command.split(" ", -1);
    words[0] = "man";
    return done(words).out();
  }

  @Test
  void pageOfTheProgramTellsOfFilesAndVariables() {
    assertThat(man("dagbok"))
        .contains(".SH ENVIRONMENT\n", "DAGBOK_HOME", ".SH FILES\n", "dagbok.toml")
        .contains(".TP\n.B 10\nno daemon runs\n");
    assertThat(man("dagbok feed")).contains("Default: 20.");
    assertThat(JsonObject.parse(done("man", "post", "--json").out()).text("command", ""))
        .isEqualTo("dagbok post");
    assertThat(cli.run("man", "nope").err()).contains("there is no command 'dagbok nope'");
  }

  @Test
  void manShowsIt() throws Exception {
    assumeThat(isThere("man")).as("man is installed").isTrue();
    Path page = Files.writeString(folder.resolve("dagbok-post.1"), man("dagbok post"));

    assertThat(run("man", "-l", page.toString())).contains("DAGBOK-POST(1)", "dagbok post");
  }

  static boolean isThere(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
  }

  /** What a program prints; it must say nothing on standard error. */
  static String run(String... command) throws IOException, InterruptedException {
    Path out = Files.createTempFile("out", "");
    Path err = Files.createTempFile("err", "");
    ProcessBuilder builder =
        new ProcessBuilder(List.of(command))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("MANPAGER", "cat");
    builder.environment().put("MAN_KEEP_FORMATTING", "");
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(err)).isEmpty();
    assertThat(process.exitValue()).isZero();
    String text = Files.readString(out);
    Files.delete(out);
    Files.delete(err);
    return text.replaceAll("\u001b\\[[0-9;]*m", "").replaceAll(".\b", "");
  }
}
