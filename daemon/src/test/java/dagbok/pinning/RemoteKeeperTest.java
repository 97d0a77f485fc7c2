package dagbok.pinning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.cid.Cid;
import dagbok.cid.Multicodec;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.testing.Sets;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RemoteKeeperTest {
  private static final Duration SOON = Duration.ofMillis(10);

  @TempDir Path folder;
  private FakeService fake;
  private TestDaemon daemon;
  private Replica ann;
  private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(1);
  private RemoteKeeper remote;
  private String name;

  @BeforeEach
  void start() throws IOException {
    fake = new FakeService();
    daemon = TestDaemon.alone(folder);
    ann = daemon.found("Ann");
    name = Pins.PREFIX + ann.profile() + "/snapshot";
    remote =
        new RemoteKeeper(
            new PinningService(fake.url(), "secret"),
            daemon.replicas,
            daemon.ipfs.peers(),
            executor,
            profile -> {},
            SOON,
            SOON);
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    daemon.close();
    fake.close();
  }

  private void await(RemotePin.Status status, Cid snapshot) {
    TestDaemon.await(
        status + " of " + snapshot,
        () ->
            remote
                .state(ann.profile())
                .filter(state -> state.status() == status)
                .flatMap(RemoteKeeper.State::snapshot)
                .filter(snapshot::equals)
                .isPresent());
  }

  @Test
  void theSnapshotIsPinnedAndLookedAtUntilItIsThere() {
    remote.request(ann.profile());
    await(RemotePin.Status.QUEUED, Sets.snapshot(ann));
    fake.status("pinned");
    await(RemotePin.Status.PINNED, Sets.snapshot(ann));
    assertThat(fake.pins())
        .containsExactly(new FakeService.Pin(Sets.snapshot(ann).toString(), name, "pinned"));
    assertThat(fake.calls).contains("POST ").allMatch(call -> call.matches("GET |POST "));
  }

  @Test
  void aNewSnapshotTakesThePlaceOfTheOld() {
    fake.status("pinned");
    remote.request(ann.profile());
    await(RemotePin.Status.PINNED, Sets.snapshot(ann));
    daemon.post(ann, "more");
    remote.request(ann.profile());
    await(RemotePin.Status.PINNED, Sets.snapshot(ann));
    assertThat(fake.pins())
        .containsExactly(new FakeService.Pin(Sets.snapshot(ann).toString(), name, "pinned"));
    assertThat(fake.calls).contains("POST request 1");
  }

  @Test
  void whatOthersPinnedStaysAndWhatIsLeftOverGoes() {
    Cid other = Cid.of(Multicodec.RAW, new byte[] {1});
    fake.status("pinned");
    fake.put(other.toString(), "somebody's");
    fake.put(other.toString(), name);
    fake.put(other.toString(), name);
    remote.request(ann.profile());
    await(RemotePin.Status.PINNED, Sets.snapshot(ann));
    TestDaemon.await("the rest to go", () -> fake.pins().size() == 2);
    assertThat(fake.pins())
        .containsExactlyInAnyOrder(
            new FakeService.Pin(other.toString(), "somebody's", "pinned"),
            new FakeService.Pin(Sets.snapshot(ann).toString(), name, "pinned"));
  }

  @Test
  void aServiceThatRefusesIsSaidAndTriedAgain() {
    fake.refuse(503);
    remote.request(ann.profile());
    TestDaemon.await(
        "the trouble",
        () ->
            remote
                .state(ann.profile())
                .filter(state -> state.details().contains("not today"))
                .isPresent());
    fake.refuse(0);
    fake.status("pinned");
    await(RemotePin.Status.PINNED, Sets.snapshot(ann));
  }

  @Test
  void aWrongTokenIsSaid() {
    assertThatThrownBy(() -> new PinningService(fake.url(), "wrong").named("x"))
        .isInstanceOf(PinningException.class)
        .hasMessageContaining("does not take the token")
        .hasMessageNotContaining("wrong");
  }

  @Test
  void followedProfilesAreNotSent() {
    ProfileId bo = new ProfileId(Cid.of(Multicodec.DAG_CBOR, new byte[] {2}));
    Replica other = daemon.replicas.ensure(bo);
    remote.request(other.profile());
    remote.request(ann.profile());
    await(RemotePin.Status.QUEUED, Sets.snapshot(ann));
    assertThat(fake.pins()).hasSize(1);
    assertThat(List.copyOf(fake.calls)).doesNotContain("DELETE");
  }
}
