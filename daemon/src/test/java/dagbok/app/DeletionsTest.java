package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.profile.Replica;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Deletions;
import dagbok.web.port.Refusal;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DeletionsTest {
  private final long now = TestDaemon.CLOCK.instant().getEpochSecond();

  @TempDir Path folder;
  private TestDaemon daemon;
  private ScheduledThreadPoolExecutor executor;
  private DaemonDeletions deletions;
  private Replica profile;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("ann"));
    profile = daemon.found("Ann");
    daemon.sync.hold(profile);
    executor = new ScheduledThreadPoolExecutor(1);
    deletions = deletions();
  }

  private DaemonDeletions deletions() {
    return new DaemonDeletions(
        daemon.database,
        daemon.replicas,
        daemon.writer,
        daemon.sync,
        new EventHub(),
        TestDaemon.CLOCK,
        executor);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    daemon.close();
  }

  /** Runs now what waits for its time. */
  private void passTime() {
    List.copyOf(executor.getQueue()).stream().filter(executor::remove).forEach(Runnable::run);
  }

  private boolean isLive(Cid entry) {
    return profile.read(history -> history.isLive(entry));
  }

  @Test
  void atOnceItIsWrittenWhenTheCallReturns() {
    Cid post = daemon.post(profile, "x");

    Deletions.Deletion done = deletions.delete(Deletions.Choice.of(List.of(post)), true);

    assertThat(done.done()).isTrue();
    assertThat(isLive(post)).isFalse();
    assertThat(deletions.of(post)).isEmpty();
    assertThatThrownBy(() -> deletions.undo(done.id())).isInstanceOf(Refusal.class);
  }

  @Test
  void withGraceItWaitsAndCanBeTakenBack() {
    Cid post = daemon.post(profile, "x");

    Deletions.Deletion begun = deletions.delete(Deletions.Choice.of(List.of(post)), false);

    assertThat(begun.done()).isFalse();
    assertThat(begun.seconds()).isEqualTo(10);
    assertThat(deletions.of(post)).contains(begun.id());
    assertThat(deletions.find(begun.id()).done()).isFalse();
    deletions.undo(begun.id());
    assertThat(deletions.of(post)).isEmpty();
    passTime();
    assertThatThrownBy(() -> deletions.find(begun.id())).isInstanceOf(Refusal.class);
    assertThat(isLive(post)).isTrue();
  }

  @Test
  void whenTheGraceIsOverItIsWrittenAlsoAfterARestart() {
    Cid post = daemon.post(profile, "x");
    Deletions.Deletion begun = deletions.delete(Deletions.Choice.of(List.of(post)), false);
    executor.shutdownNow();
    executor = new ScheduledThreadPoolExecutor(1);

    DaemonDeletions again = deletions();
    again.start();
    assertThat(again.of(post)).contains(begun.id());
    passTime();

    TestDaemon.await("deleted", () -> !isLive(post));
    TestDaemon.await("over", () -> again.of(post).isEmpty());
  }

  @Test
  void allBeforeATimeGoInPieces() {
    for (int i = 0; i < 300; i++) {
      daemon.author.publish(profile, Drafts.text("post " + i), root -> {});
    }
    Deletions.Choice all = new Deletions.Choice(Optional.empty(), List.of(), Optional.of(now + 1));
    assertThat(deletions.count(all)).isEqualTo(300);
    assertThat(deletions.count(new Deletions.Choice(Optional.empty(), List.of(), Optional.of(now))))
        .isZero();

    Deletions.Deletion begun = deletions.delete(all, true);

    assertThat(begun.posts()).isEqualTo(300);
    TestDaemon.await("all deleted", () -> deletions.count(all) == 0);
    assertThat(profile.summary().counts().live()).isEqualTo(5); // root, grant, name, two deletes
  }

  @Test
  void whatItWouldChangeIsToldAndNothingChanges() {
    Cid post = daemon.post(profile, "x");
    daemon.post(profile, "y");
    Cid before = TestDaemon.snapshot(profile);
    Deletions.Choice choice = Deletions.Choice.of(List.of(post));

    Deletions.Rewrite told = deletions.rewrite(choice);

    assertThat(told.posts()).isEqualTo(1);
    assertThat(told.nodes()).isPositive();
    assertThat(told.packs()).isEqualTo(1);
    assertThat(told.snapshot()).contains(before);
    assertThat(told.newSnapshot()).isPresent().isNotEqualTo(told.snapshot());
    assertThat(TestDaemon.snapshot(profile)).isEqualTo(before);
    assertThat(isLive(post)).isTrue();
    assertThat(daemon.feed()).hasSize(2);
  }

  @Test
  void whatIsNotOnesOwnOrNoPostIsRefused() {
    Cid grant = daemon.device(profile);
    assertThatThrownBy(() -> deletions.delete(Deletions.Choice.of(List.of(grant)), true))
        .hasMessageContaining("stay for good");
    assertThatThrownBy(
            () -> deletions.delete(Deletions.Choice.of(List.of(profile.profile().root())), true))
        .hasMessageContaining("no such post");
    assertThatThrownBy(() -> deletions.delete(Deletions.Choice.of(List.of()), true))
        .hasMessageContaining("name posts");
    assertThatThrownBy(
            () ->
                deletions.delete(
                    new Deletions.Choice(Optional.empty(), List.of(), Optional.of(now)), true))
        .hasMessageContaining("no posts before");
    Cid post = daemon.post(profile, "x");
    profile = daemon.found("Second");
    Cid other = daemon.post(profile, "y");
    assertThatThrownBy(() -> deletions.delete(Deletions.Choice.of(List.of(post, other)), true))
        .hasMessageContaining("several profiles");
  }
}
