package dagbok.ipfs.kubo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dagbok.block.Block;
import dagbok.cid.Multicodec;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsWarning;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.process.KuboNetwork;
import dagbok.kubo.process.KuboProcess;
import dagbok.kubo.process.KuboRepo;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import dagbok.testing.OldKubo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class KuboFinderTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  /** Nobody listens there. */
  private static final KuboEndpoint NOWHERE = KuboEndpoint.parse("http://127.0.0.1:1");

  private static final Block BLOCK = Block.of(Multicodec.RAW, new byte[] {1, 2});

  @TempDir Path folder;

  private KuboSettings settings(Optional<String> api, Optional<Path> secret, boolean start) {
    return new KuboSettings(api, secret, start, KuboNetwork.NONE, folder.resolve("ipfs"));
  }

  private KuboSurroundings surroundings(String path, KuboEndpoint usual) {
    return new KuboSurroundings(path, folder.resolve("no-repo"), usual);
  }

  private static String programFolder() {
    return String.valueOf(KUBO.program().path().getParent());
  }

  private static IpfsChoice found(KuboSearch search) {
    assertThat(search).isInstanceOf(KuboSearch.Found.class);
    return ((KuboSearch.Found) search).choice();
  }

  private static KuboSearch.None none(KuboSearch search) {
    assertThat(search).isInstanceOf(KuboSearch.None.class);
    return (KuboSearch.None) search;
  }

  @Test
  void takesTheOneThatASettingNames() throws IOException {
    KuboNode node = KUBO.start();
    var settings = settings(Optional.of(node.endpoint().toString()), Optional.empty(), true);

    try (IpfsChoice choice = found(new KuboFinder(settings, surroundings("", NOWHERE)).find())) {
      assertThat(choice.why()).contains("ipfs.kubo.api").contains(node.endpoint().toString());
      assertThat(choice.kind()).isEqualTo(IpfsChoice.Kind.KUBO);
      assertThat(choice.ownNode()).isFalse();
      assertThat(choice.announcesAll()).isTrue();
      assertThat(choice.warnings()).isEmpty();
      assertThat(choice.peers().self().id()).isEqualTo(node.peerId());
    }
    assertThat(node.process().isAlive()).isTrue();
  }

  @Test
  void takesTheNamedOneEvenIfItIsAwayAndSaysSo() {
    var settings = settings(Optional.of("/ip4/127.0.0.1/tcp/1"), Optional.empty(), true);

    try (IpfsChoice choice =
        found(new KuboFinder(settings, surroundings(programFolder(), NOWHERE)).find())) {
      assertThat(choice.warnings()).extracting(IpfsWarning::code).containsExactly("ipfs-away");
      assertThat(choice.warnings().get(0).fix()).contains("ipfs daemon");
    }
  }

  @Test
  void prefersOneThatRunsToStartingOne() throws IOException {
    KuboNode node = KUBO.start(KuboSetup.test().with("Provide.Strategy", "\"roots\""));
    var settings = settings(Optional.empty(), Optional.empty(), true);

    try (IpfsChoice choice =
        found(new KuboFinder(settings, surroundings(programFolder(), node.endpoint())).find())) {
      assertThat(choice.why()).contains("runs already").contains(node.endpoint().toString());
      assertThat(choice.ownNode()).isFalse();
      assertThat(choice.announcesAll()).isFalse();
    }
  }

  @Test
  void findsTheOneThatThePersonsRepositoryTells() throws IOException {
    KuboNode node = KUBO.start();
    Path repo = Files.createDirectories(folder.resolve("home").resolve(".ipfs"));
    int port = node.endpoint().base().getPort();
    Files.writeString(repo.resolve("api"), "/ip4/127.0.0.1/tcp/" + port);
    var home = KuboSurroundings.of(Map.of("PATH", ""), folder.resolve("home"));
    var surroundings = new KuboSurroundings(home.path(), home.usualRepo(), NOWHERE);
    var settings = settings(Optional.empty(), Optional.empty(), true);

    try (IpfsChoice choice = found(new KuboFinder(settings, surroundings).find())) {
      assertThat(choice.api()).contains("http://127.0.0.1:" + port);
    }
  }

  @Test
  void startsOneOfItsOwnAndStopsIt() throws IOException {
    var settings = settings(Optional.empty(), Optional.empty(), true);
    var finder = new KuboFinder(settings, surroundings(programFolder(), NOWHERE));
    KuboRepo repo = new KuboRepo(settings.folder());

    try (IpfsChoice choice = found(finder.find())) {
      assertThat(choice.why()).contains("the daemon's own").contains(programFolder());
      assertThat(choice.ownNode()).isTrue();
      assertThat(choice.announcesAll()).isFalse();
      assertThat(choice.warnings()).isEmpty();
      choice.blocks().put(List.of(BLOCK));
      assertThat(KuboProcess.running(repo, folder.resolve("log"))).isPresent();
    }
    assertThat(KuboProcess.running(repo, folder.resolve("log"))).isEmpty();

    try (IpfsChoice again = found(finder.find())) {
      assertThat(again.blocks().local(BLOCK.cid())).contains(BLOCK);
    }
  }

  @Test
  void takesOverTheOneThatAnEarlierDaemonLeftRunning() throws IOException {
    var settings = settings(Optional.empty(), Optional.empty(), true);
    KuboRepo repo = new KuboRepo(settings.folder());
    repo.prepare(KUBO.program(), KuboSetup.own(KuboNetwork.NONE));
    KuboProcess left =
        KuboProcess.start(KUBO.program(), repo, settings.folder().resolve("kubo.log"));

    try (IpfsChoice choice =
        found(new KuboFinder(settings, surroundings(programFolder(), NOWHERE)).find())) {
      assertThat(choice.api()).contains(left.endpoint().toString());
      assertThat(choice.ownNode()).isTrue();
    }
    assertThat(left.isAlive()).isFalse();
  }

  @Test
  void startsItsOwnAgainWhenItDies() throws IOException {
    var settings = settings(Optional.empty(), Optional.empty(), true);
    var finder = new KuboFinder(settings, surroundings(programFolder(), NOWHERE));
    KuboRepo repo = new KuboRepo(settings.folder());

    try (IpfsChoice choice = found(finder.find())) {
      choice.blocks().put(List.of(BLOCK));
      KuboProcess.running(repo, folder.resolve("log")).orElseThrow().kill();

      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptionsMatching(e -> e instanceof IpfsException)
          .untilAsserted(() -> assertThat(choice.blocks().local(BLOCK.cid())).contains(BLOCK));
    }
    assertThat(KuboProcess.running(repo, folder.resolve("log"))).isEmpty();
  }

  @Test
  void saysWhereItLookedWhenThereIsNone() {
    var settings = settings(Optional.empty(), Optional.empty(), true);

    KuboSearch.None none = none(new KuboFinder(settings, surroundings("", NOWHERE)).find());

    assertThat(none.why())
        .contains("no Kubo answers at http://127.0.0.1:1")
        .contains("no ipfs program is on the PATH");
    assertThat(none.hint()).contains("0.43.0");
  }

  @Test
  void startsNothingThatIsForbiddenOrTooOld() throws IOException {
    Path old = Files.writeString(folder.resolve("ipfs.sh"), "#!/bin/sh\necho 0.30.0\n");
    Path program = Files.move(old, Files.createDirectories(folder.resolve("bin")).resolve("ipfs"));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    var start = settings(Optional.empty(), Optional.empty(), true);
    var leave = settings(Optional.empty(), Optional.empty(), false);

    var tooOld =
        none(new KuboFinder(start, surroundings(folder.resolve("bin").toString(), NOWHERE)).find());
    var forbidden = none(new KuboFinder(leave, surroundings(programFolder(), NOWHERE)).find());

    assertThat(tooOld.why()).contains("too old: 0.30.0");
    assertThat(tooOld.hint()).contains("Install Kubo 0.43.0 or newer");
    assertThat(forbidden.why()).contains("ipfs.kubo.start forbids");
  }

  @Test
  void oneThatRunsAndIsTooOldIsUsedWithAWarning() throws IOException {
    try (OldKubo old = OldKubo.start()) {
      var settings = settings(Optional.empty(), Optional.empty(), true);

      try (IpfsChoice choice =
          found(new KuboFinder(settings, surroundings("", old.endpoint())).find())) {
        assertThat(choice.why()).startsWith("Kubo 0.29.0 at ");
        assertThat(choice.warnings())
            .containsExactly(
                new IpfsWarning(
                    "kubo-old",
                    "Kubo 0.29.0 is older than what Dagbok is made for",
                    "Install Kubo 0.43.0 or newer"));
      }
    }
  }

  @Test
  void tellsThatPubsubIsOffAndHowToSwitchItOn() throws IOException {
    KuboNode node = KUBO.start(KuboSetup.test().with("Pubsub.Enabled", "false"));
    var settings = settings(Optional.empty(), Optional.empty(), true);

    try (IpfsChoice choice =
        found(new KuboFinder(settings, surroundings("", node.endpoint())).find())) {
      assertThat(choice.warnings())
          .singleElement()
          .satisfies(
              warning -> {
                assertThat(warning.code()).isEqualTo("pubsub-off");
                assertThat(warning.fix()).isEqualTo("ipfs config --json Pubsub.Enabled true");
              });
    }
  }

  @Test
  void aSecretComesFromAFile() throws IOException {
    String authorizations =
        "{\"a\": {\"AuthSecret\": \"bearer:token\", \"AllowedPaths\": [\"/api/v0\"]}}";
    KuboNode node = KUBO.start(KuboSetup.test().with("API.Authorizations", authorizations));
    Optional<String> api = Optional.of(node.endpoint().toString());
    Path secret = Files.writeString(folder.resolve("secret"), "bearer:token\n");
    var with = settings(api, Optional.of(secret), true);
    var without = settings(api, Optional.empty(), true);

    try (IpfsChoice choice = found(new KuboFinder(with, surroundings("", NOWHERE)).find())) {
      assertThat(choice.warnings()).isEmpty();
      choice.blocks().put(List.of(BLOCK));
    }
    try (IpfsChoice choice = found(new KuboFinder(without, surroundings("", NOWHERE)).find())) {
      assertThat(choice.warnings()).extracting(IpfsWarning::code).containsExactly("ipfs-denied");
    }
    var missing = settings(api, Optional.of(folder.resolve("no-such-file")), true);
    assertThat(none(new KuboFinder(missing, surroundings("", NOWHERE)).find()).why())
        .contains("no-such-file");
  }

  @Test
  void aSharedOneThatWantsASecretIsNotTaken() throws IOException {
    String authorizations =
        "{\"a\": {\"AuthSecret\": \"bearer:token\", \"AllowedPaths\": [\"/api/v0\"]}}";
    KuboNode node = KUBO.start(KuboSetup.test().with("API.Authorizations", authorizations));
    var settings = settings(Optional.empty(), Optional.empty(), true);

    var none = none(new KuboFinder(settings, surroundings("", node.endpoint())).find());

    assertThat(none.why()).contains("cannot be used").contains("Access Denied");
  }
}
