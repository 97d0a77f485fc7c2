package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A command starts fast only if it loads little: the program itself, and what it loads. */
class LoadedClassesTest extends CliTest {
  /** The few that every command needs, of the composition root. */
  private static final List<String> MAIN = List.of("dagbok.app.Main", "dagbok.app.Main$$Lambda");

  /** Seen with JDK 17: 372 for a status, picocli the most of them. */
  private static final int MAX_OUTSIDE_JDK = 450;

  private static final int MAX_ALL = 2_000;

  @BeforeEach
  void answers() {
    String entry =
        "{\"entry\":\"x\",\"profile\":\"x\",\"time\":1,\"text\":\"x\",\"state\":\"SAVED\"}";
    daemon.answerAll(entry);
  }

  @ParameterizedTest
  @CsvSource({"status", "feed --limit 5", "peers", "doctor", "profile list", "post text"})
  void commandLoadsNothingOfTheDaemonAndNoHeavyLibrary(String command) throws Exception {
    List<String> loaded = loaded(command);

    assertThat(loaded).contains("dagbok.cli.Cli");
    assertThat(loaded)
        .noneMatch(name -> name.startsWith("java.net.http"))
        .noneMatch(name -> name.startsWith("tools.jackson.databind"))
        .noneMatch(name -> name.startsWith("tools.jackson.dataformat"))
        .noneMatch(
            name -> name.matches("(org\\.(eclipse|sqlite|slf4j|bouncycastle)|ch\\.qos|io\\.).*"));
    assertThat(loaded.stream().filter(name -> name.startsWith("dagbok.")))
        .allMatch(
            name ->
                name.startsWith("dagbok.cli.")
                    || name.startsWith("dagbok.config.")
                    || MAIN.stream().anyMatch(name::startsWith));
    assertThat(loaded.stream().filter(name -> !name.matches("(java|jdk|sun|com\\.sun)\\..*")))
        .hasSizeLessThan(MAX_OUTSIDE_JDK);
    assertThat(loaded).hasSizeLessThan(MAX_ALL);
  }

  private List<String> loaded(String command) throws Exception {
    Path log = folder.resolve("classes");
    Path out = folder.resolve("out");
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .filter(place -> !place.endsWith("test-classes"))
            .collect(Collectors.joining(File.pathSeparator));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-Xlog:class+load=info:file=" + log + "::filecount=0",
                "-cp",
                classPath,
                "dagbok.app.Main",
                "--home",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder.command().addAll(List.of(command.split(" ", -1)));
    Process process = builder.start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(out)).isZero();
    return Files.readAllLines(log).stream()
        .map(line -> line.replaceFirst("^(\\[[^\\]]*\\])+ ?", "").split(" ", 2)[0])
        .distinct()
        .toList();
  }
}
