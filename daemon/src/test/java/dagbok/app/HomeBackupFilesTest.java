package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.archive.CarExport;
import dagbok.backup.BackupMaker;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import dagbok.profile.Doubt;
import dagbok.profile.Replica;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Backups;
import dagbok.web.port.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as the daemon makes them and commands read them. */
final class HomeBackupFilesTest {
  private static final String PASSPHRASE = "open sesame";

  @TempDir Path folder;
  private final HomeBackupFiles files = new HomeBackupFiles();
  private Path backup = Path.of("/");
  private Home home = Home.in(Path.of("/"));

  @BeforeEach
  void make() throws IOException {
    backup = folder.resolve("diary.backup");
    home = Home.in(folder.resolve("new"));
    try (TestDaemon daemon = TestDaemon.alone(folder.resolve("old"));
        OutputStream out = Files.newOutputStream(backup)) {
      Replica ann = daemon.found("Ann");
      daemon.sync.hold(ann);
      daemon.post(ann, "hello");
      backups(daemon).create(new Backups.Request(PASSPHRASE, true, true), out);
    }
  }

  private DaemonBackups backups(TestDaemon daemon) {
    return new DaemonBackups(
        new BackupMaker(
            daemon.database,
            daemon.replicas,
            daemon.keys,
            daemon.phrases,
            folder.resolve("none.toml"),
            "1",
            TestDaemon.CLOCK,
            new Random(1)),
        new CarExport(daemon.database, daemon.blocks),
        new EventHub());
  }

  private static void assertFails(Runnable work, ExitCode code, String error) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            Failure.class,
            failure -> {
              assertThat(failure.code()).isEqualTo(code);
              assertThat(failure.error()).contains(error);
              assertThat(failure.hint()).isNotBlank();
            });
  }

  @Test
  void whatWasMadeIsCheckedAndRestoredAndTakenInAtTheStart() {
    JsonObject verified = files.verify(backup, PASSPHRASE);
    assertThat(verified.whole("cars", 0)).isEqualTo(1);
    assertThat(verified.flag("move")).isTrue();
    JsonObject restored = files.restore(home, backup, PASSPHRASE);
    assertThat(restored.toString()).isEqualTo(verified.toString());
    try (TestDaemon daemon = TestDaemon.alone(home.data())) {
      Replica before = daemon.replicas.all().get(0);
      assertThat(daemon.writer.doubt(before)).contains(Doubt.BEHIND);
      DaemonProfiles profiles = DaemonProfilesTest.profiles(daemon, folder);
      new Restored(home.data(), profiles).takeIn();
      Replica ann = daemon.replicas.all().get(0);
      assertThat(daemon.feed()).hasSize(1);
      daemon.post(ann, "goes on");
      assertThat(daemon.feed()).hasSize(2);
      new Restored(home.data(), profiles).takeIn();
      assertThat(home.data().resolve("restored")).isEmptyDirectory();
    }
  }

  @Test
  void homeThatIsNotEmptyOrInUseIsLeftAlone() throws IOException {
    files.restore(home, backup, PASSPHRASE);
    assertFails(
        () -> files.restore(home, backup, PASSPHRASE), ExitCode.FAILED, "the home is not empty");
    Home configured = Home.in(folder.resolve("configured"));
    configured.createFolders();
    Files.writeString(configured.configFile(), "");
    assertFails(
        () -> files.restore(configured, backup, PASSPHRASE), ExitCode.FAILED, "dagbok.toml");
    Home inUse = Home.in(folder.resolve("used"));
    inUse.createFolders();
    try (HomeLock lock = HomeLock.take(inUse)) {
      assertThat(lock).isNotNull();
      assertFails(() -> files.restore(inUse, backup, PASSPHRASE), ExitCode.FAILED, "in use");
    }
  }

  @Test
  void wrongPassphraseAndNoBackupAreTold() throws IOException {
    assertFails(
        () -> files.restore(home, backup, "open sesami"),
        ExitCode.PASSPHRASE,
        "the passphrase is wrong");
    assertThat(home.database()).doesNotExist();
    Path other = Files.writeString(folder.resolve("other"), "x".repeat(100));
    assertFails(() -> files.verify(other, PASSPHRASE), ExitCode.FAILED, "no backup");
    assertFails(
        () -> files.verify(folder.resolve("nowhere"), PASSPHRASE),
        ExitCode.FAILED,
        "can't be read");
  }

  @Test
  void shortPassphraseIsRefused() {
    try (TestDaemon daemon = TestDaemon.alone(folder.resolve("another"))) {
      assertThatThrownBy(
              () ->
                  backups(daemon)
                      .create(
                          new Backups.Request("short", false, false), new ByteArrayOutputStream()))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("fewer than 8");
    }
  }

  @Test
  void doctorNamesTheDeviceThatMayNotWrite() {
    try (TestDaemon daemon = TestDaemon.alone(folder.resolve("old"))) {
      ProfileChecks checks =
          new ProfileChecks(daemon.replicas, new Names(daemon.database), daemon.writer);
      assertThat(
              checks.all().stream()
                  .filter(check -> check.code().equals("device-in-doubt"))
                  .flatMap(check -> check.look().stream())
                  .toList())
          .singleElement()
          .satisfies(
              finding -> {
                assertThat(finding.text()).contains("Ann", "--move");
                assertThat(finding.fix()).contains("'dagbok profile resume'");
              });
      assertThat(List.of(daemon.writer.doubt(daemon.replicas.all().get(0)).orElseThrow()))
          .containsExactly(Doubt.MOVED);
    }
  }
}
