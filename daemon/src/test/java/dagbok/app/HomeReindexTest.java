package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import dagbok.profile.Reindexing;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeReindexTest {
  private static final String DAMAGE =
      "UPDATE item SET bytes = zeroblob(length(bytes)) WHERE id ="
          + " (SELECT id FROM entry WHERE cid = ?)";

  @TempDir Path folder;
  private Home home;
  private Path database;
  private Cid last;

  @BeforeEach
  void write() {
    home = Home.in(folder.resolve("home"));
    database = home.database();
    try (TestDaemon daemon = TestDaemon.alone(home.data())) {
      last = daemon.post(daemon.found("Ann"), "the last");
    }
  }

  private void change(String sql, Object... arguments) {
    try (TestDaemon daemon = TestDaemon.alone(home.data())) {
      daemon.database.write(tx -> tx.run(sql, arguments));
    }
  }

  private void reindexWithRoom(long bytes) {
    JsonObject unused = new HomeReindex(home, () -> bytes).run((done, all) -> {});
  }

  private JsonObject reindex() {
    return new HomeReindex(home).run((done, all) -> {});
  }

  private static void assertFails(ThrowingCallable work, String error, String hint) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Failure.class,
            e -> {
              assertThat(e.code()).isEqualTo(ExitCode.FAILED);
              assertThat(e.error()).contains(error);
              assertThat(e.hint()).contains(hint);
            });
  }

  @Test
  void wholeDatabaseLeavesNothingOut() {
    JsonObject result = reindex();
    assertThat(result.whole("profiles", 0)).isEqualTo(1);
    assertThat(result.whole("entries", 0)).isPositive();
    assertThat(result.whole("lost", -1)).isZero();
    assertThat(result.text("old")).isEmpty();
  }

  @Test
  void homeWithoutADatabaseIsRefusedAndLeftAsItIs() {
    Home other = Home.in(folder.resolve("other"));
    assertFails(
        () -> new HomeReindex(other).run((done, all) -> {}),
        "there is no database in " + other.data(),
        "choose the home with --home");
    assertThat(other.data()).doesNotExist();
  }

  @Test
  void homeOfARunningDaemonIsRefusedAndLeftAsItIs() throws IOException {
    byte[] before = Files.readAllBytes(database);
    try (HomeLock lock = HomeLock.take(home)) {
      assertThat(lock).isNotNull();
      assertFails(
          this::reindex,
          "the data folder " + home.data() + " is in use by another daemon",
          "stop the daemon first, then reindex");
    }
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
    assertThat(Reindexing.unfinished(database)).doesNotExist();
    assertThat(reindex().text("old")).isEmpty();
  }

  @Test
  void diskWithoutRoomForASecondDatabaseIsRefused() throws IOException {
    long size = Files.size(database);
    assertFails(
        () -> reindexWithRoom(size - 1),
        "no room for a second database of " + size + " bytes",
        "make room on the disk of " + home.data());
    assertThat(Reindexing.unfinished(database)).doesNotExist();
    reindexWithRoom(size);
  }

  @Test
  void whatAnInterruptedRunMadeNeedsNoRoomAgain() throws IOException {
    assertThatThrownBy(
            () ->
                new HomeReindex(home)
                    .run(
                        (done, all) -> {
                          throw new IllegalStateException("interrupted");
                        }))
        .hasMessage("interrupted");
    long more = Files.size(database) - Files.size(Reindexing.unfinished(database));
    assertThat(more).isLessThan(Files.size(database));
    assertFails(() -> reindexWithRoom(more - 1), "no room", "make room");
    reindexWithRoom(more);
    assertThat(Reindexing.unfinished(database)).doesNotExist();
  }

  @Test
  void fileThatIsNoDatabaseIsRefusedWithWhatToDo() throws IOException {
    Files.writeString(database, "this is no database. ".repeat(999));
    assertFails(this::reindex, "database: ", "put the file aside");
  }

  @Test
  void whatIsLeftOutOfAFollowedProfileIsToldAndTheOldFileKept() {
    change("UPDATE profile SET own = 0");
    change(DAMAGE, last.toBytes());
    JsonObject result = reindex();
    assertThat(result.whole("lost", 0)).isEqualTo(1);
    assertThat(result.texts("firstLost")).isEqualTo(List.of(last.toString()));
    assertThat(result.text("old"))
        .hasValueSatisfying(old -> assertThat(Path.of(old)).isRegularFile());
  }

  @Test
  void damageOfOnesOwnPostsIsRefusedWithWhatToDo() throws IOException {
    change(DAMAGE, last.toBytes());
    byte[] before = Files.readAllBytes(database);
    assertFails(this::reindex, last.toString(), "'dagbok profile import FILE'");
    assertThat(Files.readAllBytes(database)).isEqualTo(before);
  }
}
