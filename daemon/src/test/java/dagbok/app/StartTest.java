package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dagbok.config.Home;
import dagbok.store.Database;
import dagbok.testing.OldKubo;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program itself where it can't start: each time an error, a hint and the right exit code; and
 * what {@code dagbok doctor} says of the same home. Its Kubo is one that does not answer.
 */
@Timeout(120)
class StartTest {
  private static final String NOBODY = "http://127.0.0.1:1";

  @TempDir Path folder;
  private Home home = Home.in(Path.of("/"));

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void homeOfItsOwn() {
    home = Home.in(folder.resolve("home"));
  }

  @Test
  void portThatIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = "web.port=" + taken.getLocalPort();
      Thread hangUp = new Thread(() -> hangUp(taken), "hang-up");
      hangUp.setDaemon(true);
      hangUp.start();

      assertFailed(
              run(port),
              1,
              "port " + taken.getLocalPort() + " of the page is taken by another program")
          .contains("hint: run 'dagbok --home " + home.folder().get() + " run --set web.port=0'");
      assertThat(home.ports()).doesNotExist();
      assertThat(doctor(port)).contains("\"code\":\"page-port\",\"state\":\"broken\"");
    }
  }

  private static void hangUp(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void dataFolderThatIsInUse() throws Exception {
    home.createFolders();
    try (FileChannel channel =
            FileChannel.open(
                home.data().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertFailed(run("web.port=0"), 1, "is in use by another daemon").contains(" open'");
      assertThat(doctor("web.port=0"))
          .contains("\"code\":\"data-in-use\",\"state\":\"broken\"")
          .contains("\"code\":\"no-daemon\",\"state\":\"hidden\"");
    }
  }

  @Test
  void diskThatIsReadOnly() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("home"));
    boolean root = "root".equals(System.getProperty("user.name"));
    assumeThat(root && mount("-t", "tmpfs", "-o", "size=64m", "dagbok-test", disk.toString()))
        .as("only root mounts a tmpfs")
        .isTrue();
    try {
      home.createFolders();
      assertThat(mount("-o", "remount,ro", disk.toString())).isTrue();
      assertFailed(run("web.port=0"), 1, "can't be written").contains("--home");
      assertThat(doctor("web.port=0")).contains("\"code\":\"data-read-only\",\"state\":\"broken\"");
    } finally {
      assertThat(new ProcessBuilder("umount", disk.toString()).start().waitFor()).isZero();
    }
  }

  private static boolean mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
  }

  @Test
  void databaseOfANewerVersion() throws Exception {
    home.createFolders();
    try (Database database = Database.open(home.data().resolve("dagbok.db"))) {
      database.write(tx -> tx.run("PRAGMA user_version = 99"));
    }
    assertFailed(run("web.port=0"), 1, "was written by a newer Dagbok")
        .contains("run the newer Dagbok");
    assertThat(doctor("web.port=0")).contains("\"code\":\"database\",\"state\":\"broken\"");
  }

  @Test
  void settingThatIsWrong() throws Exception {
    home.createFolders();
    Files.writeString(home.configFile(), "[web]\nprot = 1\n");
    assertFailed(run(), 2, "dagbok.toml:2: there is no setting 'web.prot'")
        .contains("the nearest is 'web.port'");
    assertThat(doctor()).contains("\"code\":\"config\",\"state\":\"broken\"");
  }

  @Test
  void homeWhereNothingIsWrongButThatNoDaemonRuns() throws Exception {
    Ended ended = program("doctor", "web.port=0");
    assertThat(ended.code()).isEqualTo(10);
    assertThat(ended.out())
        .startsWith("broken: No daemon is running for this home\n  hint: run 'dagbok --home ");
    assertThat(home.data()).as("looks only").doesNotExist();
    assertThat(doctor("web.port=0")).contains("\"code\":\"ipfs-away\",\"state\":\"broken\"");

    home.createFolders();
    Files.writeString(home.pid(), "1\n");
    assertThat(doctor("web.port=0")).contains("\"code\":\"stale-files\",\"state\":\"warning\"");
  }

  @Test
  void kuboThatIsTooOld() throws Exception {
    try (OldKubo old = OldKubo.start()) {
      assertThat(doctor("web.port=0", "ipfs.kubo.api=" + old.endpoint()))
          .contains("\"code\":\"kubo-old\",\"state\":\"warning\"")
          .contains("Kubo 0.29.0 is older than what Dagbok is made for")
          .contains("Install Kubo 0.43.0 or newer");
    }
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertFailed(
      Ended ended, int code, String error) {
    assertThat(ended.code()).as(ended.toString()).isEqualTo(code);
    assertThat(ended.out()).isEmpty();
    return assertThat(ended.err())
        .containsPattern("(?m)^error: .*" + java.util.regex.Pattern.quote(error))
        .containsPattern("(?m)^hint: .+");
  }

  /** That of the program: tests bring a configuration of the log along. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(place -> !place.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Ended run(String... settings) throws Exception {
    return program("run", settings);
  }

  private String doctor(String... settings) throws Exception {
    List<String> all = new ArrayList<>(List.of(settings));
    Ended ended = program("doctor --json", all.toArray(String[]::new));
    assertThat(ended.err()).isEmpty();
    return ended.out();
  }

  private Ended program(String command, String... settings) throws Exception {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "dagbok.app.Main",
                "--home",
                String.valueOf(home.folder().get())));
    line.addAll(List.of(command.split(" ", -1)));
    List<String> all = new ArrayList<>(List.of("ipfs.kubo.api=" + NOBODY, "web.open=false"));
    all.addAll(List.of(settings));
    all.forEach(setting -> line.addAll(List.of("--set", setting)));
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("DAGBOK_"));
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
