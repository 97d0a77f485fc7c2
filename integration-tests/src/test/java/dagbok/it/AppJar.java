package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The app as Maven packages it, in a Java VM that starts as the launcher starts it: with an archive
 * of the classes that commands need, which is made once for all tests of this VM.
 */
final class AppJar {
  private static final int MAKE_LIMIT_SECONDS = 120;
  private static final Path JAR = Repository.root().resolve("daemon/target/app/dagbok.jar");
  private static final Path ARCHIVE = makeArchive();

  private AppJar() {}

  /** A process of the app, a daemon or a command, in the home of that name. */
  static ProcessBuilder process(Path home, List<String> arguments) {
    List<String> options = List.of("-Xms16m", "-XX:-UsePerfData", "-Xshare:auto", "-Xlog:disable");
    List<String> command = java(options);
    command.add("-XX:SharedArchiveFile=" + ARCHIVE);
    command.addAll(List.of("-jar", JAR.toString(), "--home", home.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  private static List<String> java(List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(options);
    return command;
  }

  private static Path makeArchive() {
    assertThat(JAR).describedAs("what 'mvn package' makes").exists();
    try {
      Path folder = Files.createTempDirectory("dagbok-app");
      Path list = folder.resolve("classes");
      Path archive = folder.resolve("classes.jsa");
      List.of(folder, list, archive).forEach(path -> path.toFile().deleteOnExit());
      String app = JAR.toString();
      make(List.of("-XX:DumpLoadedClassList=" + list, "-cp", app, "dagbok.cli.Rehearsal"));
      String classes = "-XX:SharedClassListFile=" + list;
      make(List.of("-Xshare:dump", classes, "-XX:SharedArchiveFile=" + archive, "-cp", app));
      assertThat(archive).exists();
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(List<String> options) throws IOException {
    Process process =
        new ProcessBuilder(java(options))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(MAKE_LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
