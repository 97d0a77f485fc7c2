package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code dagbok}, with programs in place of Java and Maven that note their arguments.
 */
@Timeout(60)
class LauncherTest {
  private static final List<String> TOOLS =
      List.of("cat", "find", "head", "mkdir", "mv", "readlink", "rm", "sed", "sleep", "stty");
  private static final String JAVA =
      """
      [ "$1" != -version ] || { echo 'openjdk version "17.0.9"' >&2; exit; }
      for a; do printf '<%s>' "$a"; done >> "$NOTES/java"; echo >> "$NOTES/java"
      printf '%s' "${LC_ALL:-}" > "$NOTES/locale"
      exit 7""";
  private static final String MAVEN =
      """
      printf '%s ' "$PWD" "$@" >> "$NOTES/mvn"
      echo noise
      mkdir -p daemon/target/app && printf new > daemon/target/app/dagbok.jar""";

  @TempDir Path folder;
  private Path root = Path.of("/");
  private final Map<String, String> environment = new HashMap<>();

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void programs() throws IOException {
    root = Files.createDirectories(folder.toRealPath().resolve("a clone"));
    Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(folder.resolve("jdk/bin"));
    for (String tool : TOOLS) {
      Path program =
          Stream.of("/bin/", "/usr/bin/")
              .map(dir -> Path.of(dir + tool))
              .filter(Files::exists)
              .findFirst()
              .orElseThrow();
      program("bin/" + tool, "exec " + program + " \"$@\"");
    }
    program("jdk/bin/java", JAVA);
    program("jdk/bin/javac", "");
    Files.createSymbolicLink(folder.resolve("bin/java"), folder.resolve("jdk/bin/java"));
    program("bin/mvn", MAVEN);
    Files.copy(Path.of("").toAbsolutePath().resolveSibling("dagbok"), root.resolve("dagbok"));
    assertThat(root.resolve("dagbok").toFile().setExecutable(true)).isTrue();
    Files.createDirectories(root.resolve("daemon/src/main"));
    Files.writeString(root.resolve("daemon/src/main/A.java"), "");
    Files.writeString(root.resolve("pom.xml"), "");
  }

  @Test
  void freshCloneIsBuiltAndRun() throws Exception {
    Ended ended = launch("status");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .contains("dagbok: building from the sources; the first time takes some minutes")
        .contains("noise")
        .contains("dagbok: built");
    assertThat(notes("mvn"))
        .startsWith(root + " -q -B -Dstyle.color=never -DskipTests ")
        .endsWith("-pl daemon -am ");
    assertThat(lastRun()).endsWith("<-jar><" + root + "/daemon/target/app/dagbok.jar><status>");

    assertThat(launch("status").err()).isEmpty();
    assertThat(notes("mvn").lines()).hasSize(1);
  }

  @Test
  void newerSourcesAreBuiltAgain() throws Exception {
    launch("status");
    touch("daemon/src/main/A.java", 10);

    assertThat(launch("status").err()).contains("building");
    assertThat(root.resolve("daemon/target/app.old")).doesNotExist();
  }

  @Test
  void argumentsArriveAsTheyAreFromAnyFolderThroughLinks() throws Exception {
    launch("status");
    Path link = Files.createSymbolicLink(folder.resolve("one"), root.resolve("dagbok"));
    Files.createDirectories(folder.resolve("deep"));
    Files.createSymbolicLink(folder.resolve("deep/two"), Path.of("../one"));

    launchAs(folder.resolve("deep/two").toString(), "post", "a  'b' \"c\" $d *", "", "--tag=x");

    assertThat(lastRun()).endsWith("dagbok.jar><post><a  'b' \"c\" $d *><><--tag=x>");
    assertThat(link).exists();
  }

  @Test
  void daemonAndCommandsHaveTheirOwnOptions() throws Exception {
    launch("--home", "status", "--set", "a=b");
    assertThat(lastRun()).startsWith("<-Xms16m>").doesNotContain("TieredStopAtLevel");
    launch();
    assertThat(lastRun()).startsWith("<-Xms16m>");
    launch("--json", "run");
    assertThat(lastRun()).startsWith("<-Xms16m>");
    launch("--home", "run", "status");
    assertThat(lastRun()).startsWith("<-XX:TieredStopAtLevel=1>");
    launch("--help");
    assertThat(lastRun()).startsWith("<-XX:TieredStopAtLevel=1>");

    environment.put("DAGBOK_JAVA_OPTS", "-Xmx1g -Dx=y");
    launch("status");
    assertThat(lastRun()).contains("<-Xmx1g><-Dx=y><-jar>");
  }

  @Test
  void localeWithoutLettersIsReplaced() throws Exception {
    environment.put("LANG", "C");
    launch("status");
    assertThat(notes("locale")).isEqualTo("C.UTF-8");

    environment.put("LC_ALL", "sv_SE.utf8");
    launch("status");
    assertThat(notes("locale")).isEqualTo("sv_SE.utf8");
  }

  @Test
  void javaThatIsMissingOrOldIsToldWithWhatToDo() throws Exception {
    program("jdk/bin/java", "echo 'java version \"1.8.0_292\"' >&2");
    assertThat(launch("status"))
        .matches(ended -> ended.code() == 1)
        .extracting(Ended::err)
        .asString()
        .contains("error: Java 1.8.0_292 is too old; Dagbok needs version 17 or newer\nhint: ");

    Files.delete(folder.resolve("bin/java"));
    Ended missing = launch("status", "--json");
    assertThat(missing.code()).isEqualTo(1);
    assertThat(missing.err())
        .matches("\\{\"error\":\"Java is missing; [^\"]+\",\"hint\":\"install [^\"]+\"}\n");
  }

  @Test
  void versionIsReadFromTheReleaseFile() throws Exception {
    Files.writeString(folder.resolve("jdk/release"), "X=\"1\"\nJAVA_VERSION=\"16.0.1\"\n");

    assertThat(launch("status").err()).contains("error: Java 16.0.1 is too old");
  }

  @Test
  void mavenOrCompilerThatIsMissingIsTold() throws Exception {
    Files.delete(folder.resolve("jdk/bin/javac"));
    assertThat(launch("status").err()).contains("error: there is no Java compiler in ");

    Files.delete(folder.resolve("bin/mvn"));
    assertThat(launch("status").err()).contains("error: Maven is missing");
  }

  @Test
  void oldBuildIsRunWhenMavenIsMissing() throws Exception {
    launch("status");
    touch("daemon/src/main/A.java", 10);
    Files.delete(folder.resolve("bin/mvn"));

    Ended ended = launch("status");

    assertThat(ended.code()).isEqualTo(7);
    assertThat(ended.err()).contains("Maven is missing; running the old build");
  }

  @Test
  void buildThatFailsKeepsTheOldOne() throws Exception {
    launch("status");
    touch("pom.xml", 10);
    program("bin/mvn", "mkdir -p daemon/target/app; echo '[ERROR] oops'; exit 1");

    Ended ended = launch("status");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains("[ERROR] oops").contains("error: the build failed");
    assertThat(root.resolve("daemon/target/app/dagbok.jar")).hasContent("new");
    assertThat(root.resolve("daemon/target/build.lock")).doesNotExist();
  }

  @Test
  void lockOfABuildThatDiedIsTakenOver() throws Exception {
    Path lock = Files.createDirectories(root.resolve("daemon/target/build.lock"));
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.writeString(lock.resolve("pid"), dead.pid() + "\n");

    assertThat(launch("status").code()).isEqualTo(7);
    assertThat(lock).doesNotExist();
  }

  @Test
  void withoutSourcesTheBuildIsRunAsItIs() throws Exception {
    Files.createDirectories(root.resolve("app"));
    Files.writeString(root.resolve("app/dagbok.jar"), "installed");
    touch("daemon/src/main/A.java", 10);
    Files.delete(root.resolve("pom.xml"));

    assertThat(launch("status").code()).isEqualTo(7);
    assertThat(folder.resolve("mvn")).doesNotExist();

    Files.delete(root.resolve("app/dagbok.jar"));
    assertThat(launch("status").err()).contains("error: there is no build in");
  }

  private void touch(String file, long secondsAhead) throws IOException {
    Files.setLastModifiedTime(
        root.resolve(file), FileTime.fromMillis(System.currentTimeMillis() + secondsAhead * 1_000));
  }

  private void program(String name, String text) throws IOException {
    Path program = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text + "\n");
    assertThat(program.toFile().setExecutable(true)).isTrue();
  }

  private Ended launch(String... arguments) throws Exception {
    return launchAs(root.resolve("dagbok").toString(), arguments);
  }

  private Ended launchAs(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(script));
    command.addAll(List.of(arguments));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Path.of("/").toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", folder.resolve("bin").toString());
    builder.environment().put("NOTES", folder.toString());
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private String notes(String name) throws IOException {
    return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
  }

  private String lastRun() throws IOException {
    List<String> runs = notes("java").lines().toList();
    return runs.get(runs.size() - 1);
  }
}
