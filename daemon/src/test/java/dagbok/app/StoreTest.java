package dagbok.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.archive.CarExport;
import dagbok.ipfs.Pins;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.store.StoreException;
import dagbok.testing.Drafts;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Follows;
import dagbok.web.port.Profiles;
import dagbok.web.port.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoreTest {
  @TempDir Path folder;
  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private TestDaemon daemon;
  private DaemonPosts posts;
  private DaemonProfiles profiles;
  private DaemonFollows follows;

  @BeforeEach
  void start() {
    daemon = TestDaemon.alone(folder.resolve("ann"));
    daemon.found("Ann");
    TestPorts ports =
        TestPorts.of(
            daemon,
            folder.resolve("tmp"),
            executor,
            List.of("http://192.0.2.1:8471"),
            List.of(new Follows.Nearby("root", "Bo", "address")));
    posts = ports.posts();
    profiles = ports.profiles();
    follows = ports.follows();
  }

  @AfterEach
  void stop() {
    executor.shutdownNow();
    daemon.close();
  }

  private void fillDisk() {
    daemon.database.write(
        tx -> {
          long pages = tx.one("PRAGMA page_count", row -> row.getLong(1)).orElseThrow();
          return tx.one("PRAGMA max_page_count = " + pages, row -> row.getLong(1));
        });
  }

  private static void assertNoSpace(ThrowingCallable work) {
    assertThatThrownBy(work)
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Refusal.Reason.NO_SPACE);
              assertThat(e.error()).contains("the disk is full");
              assertThat(e.hint()).startsWith("Make room");
            });
  }

  @ParameterizedTest
  @CsvSource({
    "NO_SPACE,NO_SPACE",
    "READ_ONLY,NO_SPACE",
    "BUSY,CONFLICT",
    "UNREADABLE,INTERNAL",
    "FAILED,INTERNAL"
  })
  void everyTroubleOfTheStoreIsARefusalWithAHint(
      StoreException.Reason reason, Refusal.Reason refused) {
    StoreException trouble = new StoreException(reason, "database: no", new IOException("no"));
    assertThatThrownBy(
            () ->
                Store.asked(
                    () -> {
                      throw trouble;
                    }))
        .isInstanceOfSatisfying(
            Refusal.class,
            e -> {
              assertThat(e.reason()).isEqualTo(refused);
              assertThat(e.hint()).isNotBlank();
              assertThat(e).hasCause(trouble);
            });
  }

  @Test
  void keyThatCannotBeWrittenIsARefusalToo() {
    assertThatThrownBy(
            () ->
                Store.asked(
                    () -> {
                      throw new UncheckedIOException("the key can't be written", new IOException());
                    }))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.NO_SPACE));
  }

  @Test
  void whoPublishesIsToldThatTheDiskIsFull() {
    fillDisk();
    assertNoSpace(
        () -> {
          for (int i = 0; i < 100; i++) {
            posts.publish(Drafts.text(i + "x".repeat(10_000)));
          }
        });
  }

  @Test
  void filesOfAPostThatCouldNotBeWrittenAreLetGoOf() throws Exception {
    Path large = Files.write(folder.resolve("large.bin"), new byte[3 << 20]);
    fillDisk();
    assertNoSpace(
        () -> {
          for (int i = 0; i < 100; i++) {
            posts.publish(Drafts.files("x".repeat(10_000), List.of(large)));
          }
        });
    assertThatThrownBy(
            () ->
                posts.publish(Drafts.files("text", List.of(large, folder.resolve("missing.txt")))))
        .isInstanceOf(Refusal.class);
    assertThat(daemon.ipfs.pins().list(Pins.PREFIX + "upload/")).isEmpty();
  }

  @Test
  void whoCreatesAProfileIsToldAndTheOneInUseStays() {
    fillDisk();
    assertNoSpace(
        () -> {
          for (int i = 0; i < 100; i++) {
            profiles.create("Bob " + "b".repeat(200));
          }
        });
    assertThat(profiles.list()).allMatch(profile -> profile.name().matches("Ann|Bob b+"));
    assertThat(profiles.list()).filteredOn(Profiles.ProfileView::inUse).hasSize(1);
  }

  @Test
  void whoIsToldThatNothingWasMadeLeavesNoPhraseBehind() {
    int before = daemon.phrases.all().size();
    fillDisk();
    assertNoSpace(
        () -> {
          for (int i = 0; i < 100; i++) {
            profiles.create("Bob " + "b".repeat(200));
          }
        });
    long made = profiles.list().stream().filter(p -> p.name().startsWith("Bob")).count();
    assertThat(daemon.phrases.all()).hasSize(before + (int) made);
  }

  @Test
  void phraseOfANewProfileWaitsUntilItIsErased() {
    DaemonPhrases phrases = new DaemonPhrases(daemon.phrases, daemon.replicas);
    Profiles.Created bob = profiles.create("Bob");
    assertThat(phrases.waiting()).contains(bob.profile());
    assertThat(phrases.words(bob.profile())).isEqualTo(bob.phrase());
    daemon.phrases.keep(
        new ProfileId(dagbok.cid.Cid.of(dagbok.cid.Multicodec.DAG_CBOR, new byte[1])),
        List.of("of", "nobody"));
    phrases.erase(bob.profile());
    assertThat(phrases.waiting())
        .doesNotContain(bob.profile())
        .allMatch(p -> daemon.replicas.find(p).isPresent());
    assertThatThrownBy(() -> phrases.words(bob.profile()))
        .isInstanceOfSatisfying(
            Refusal.class, e -> assertThat(e.reason()).isEqualTo(Refusal.Reason.NOT_FOUND));
  }

  @Test
  void nameThatIsSomebodysRootIsNotTakenForThem() {
    ProfileId victim =
        new ProfileId(dagbok.cid.Cid.of(dagbok.cid.Multicodec.DAG_CBOR, new byte[2]));
    ProfileId impostor = profiles.create(victim.toString()).profile();
    assertThat(profiles.resolve(victim.toString())).isEqualTo(victim).isNotEqualTo(impostor);
    assertThat(profiles.resolve("dagbok:" + victim)).isEqualTo(victim);
    assertThatThrownBy(() -> profiles.resolve("dagbok:" + victim + "?peer=%4"))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void addressesThatTheDaemonIsReachedAtAreInShareLinks() {
    assertThat(profiles.list())
        .isNotEmpty()
        .allMatch(
            profile ->
                profile
                    .shareLink()
                    .equals("dagbok:" + profile.profile() + "?peer=http://192.0.2.1:8471"));
  }

  @Test
  void whoIsNearbyIsWhatTheNetworkSaysWithinBounds() {
    assertThat(follows.nearby()).containsExactly(new Follows.Nearby("root", "Bo", "address"));
  }

  @Test
  void addressThatWasGivenJustNowIsTriedBeforeAnythingIsSaidOfIt() {
    ProfileId friend =
        new ProfileId(dagbok.cid.Cid.of(dagbok.cid.Multicodec.DAG_CBOR, new byte[] {1}));
    daemon.follow(friend);
    assertThat(follows.list(Optional.empty()).get(0).trouble()).isPresent();

    Follows.FollowView view =
        follows.follow(
            new Follows.Request(
                friend,
                List.of("http://127.0.0.1:1"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));

    assertThat(view.peers()).containsExactly("http://127.0.0.1:1");
    assertThat(view.trouble()).isEmpty();
  }

  @Test
  void whoFollowsOrImportsIsTold() {
    try (TestDaemon other = TestDaemon.alone(folder.resolve("other"))) {
      Replica bob = other.found("Bob");
      for (int i = 0; i < 20; i++) {
        other.author.publish(bob, Drafts.text(i + "x".repeat(10_000)), root -> {});
      }
      other.keeper.keep(bob);
      ByteArrayOutputStream car = new ByteArrayOutputStream();
      new CarExport(other.database, other.blocks).write(bob, Profiles.ExportScope.PACKS, car);
      fillDisk();
      assertNoSpace(() -> profiles.importCar(new ByteArrayInputStream(car.toByteArray())));
      assertNoSpace(
          () -> {
            for (int i = 0; i < 10_000; i++) {
              follows.follow(
                  new Follows.Request(
                      new ProfileId(
                          dagbok.cid.Cid.of(
                              dagbok.cid.Multicodec.DAG_CBOR,
                              new byte[] {(byte) i, (byte) (i >> 8)})),
                      List.of("/ip4/10.0.0.1/tcp/4001/p2p/" + "x".repeat(2_000)),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty()));
            }
          });
    }
  }
}
