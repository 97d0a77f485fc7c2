package dagbok.kubo.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.kubo.KuboClient;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class KuboProcessTest {
  @RegisterExtension static final KuboNodes KUBO = new KuboNodes();

  @TempDir Path folder;

  private KuboRepo prepared(KuboSetup setup) throws IOException {
    KuboRepo repo = new KuboRepo(folder.resolve("repo"));
    repo.prepare(KUBO.program(), setup);
    return repo;
  }

  private KuboProcess start(KuboRepo repo) throws IOException {
    return KuboProcess.start(KUBO.program(), repo, folder.resolve("kubo.log"));
  }

  @Test
  void startsAnswersAndStops() throws Exception {
    KuboProcess process = start(prepared(KuboSetup.own(KuboNetwork.NONE)));

    try (KuboClient client = new KuboClient(process.endpoint())) {
      assertThat(client.node().id().id()).isEqualTo(process.repo().peerId());
      assertThat(client.node().id().addresses()).allMatch(a -> a.startsWith("/ip4/127.0.0.1/"));
      assertThat(client.pubsub().topics()).isEmpty();
      assertThat(client.p2p().list()).isEmpty();
      assertThat(client.node().setting("Provide.Strategy")).contains("\"mfs\"");
    }
    assertThat(process.isAlive()).isTrue();
    assertThat(process.logTail()).contains("Daemon is ready").doesNotContain("Gateway");

    process.close();

    assertThat(process.isAlive()).isFalse();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  void storeOfOnesOwnTakesLittleRoomBesideItsBlocks() throws Exception {
    try (KuboProcess process = start(prepared(KuboSetup.own(KuboNetwork.NONE)));
        KuboClient client = new KuboClient(process.endpoint());
        Stream<Path> files = Files.list(process.repo().folder().resolve("pebbleds"))) {
      assertThat(files.filter(file -> file.getFileName().toString().startsWith("OPTIONS-")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(file)
                      .content()
                      .contains("lbase_max_bytes=8388608\n", "mem_table_size=2097152\n"));
      assertThat(client.node().setting("Import.BatchMaxSize")).contains("2097152");
    }
  }

  @Test
  void isFoundAgainByWhoeverComesNext() throws IOException {
    KuboRepo repo = prepared(KuboSetup.own(KuboNetwork.NONE));
    Path log = folder.resolve("kubo.log");
    assertThat(KuboProcess.running(repo, log)).isEmpty();
    KuboProcess first = start(repo);

    KuboProcess again = KuboProcess.running(repo, log).orElseThrow();
    assertThat(again.pid()).isEqualTo(first.pid());
    assertThat(again.endpoint()).isEqualTo(first.endpoint());

    again.close();
    assertThat(first.isAlive()).isFalse();
    assertThat(KuboProcess.running(repo, log)).isEmpty();
  }

  @Test
  void aSecondOneInTheSameFolderTellsWhyItCannot() throws IOException {
    KuboRepo repo = prepared(KuboSetup.own(KuboNetwork.NONE));
    KuboProcess first = start(repo);

    assertThatThrownBy(() -> start(repo))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("someone else has the lock");
    assertThat(KuboProcess.running(repo, folder.resolve("kubo.log"))).isPresent();
    first.close();
  }

  @Test
  void itsDeathIsNoticed() throws Exception {
    KuboProcess process = start(prepared(KuboSetup.own(KuboNetwork.NONE)));
    var end = process.onExit();
    assertThat(end).isNotDone();

    process.kill();

    end.get(10, TimeUnit.SECONDS);
    assertThat(KuboProcess.running(process.repo(), folder.resolve("kubo.log"))).isEmpty();
  }

  @Test
  void settingsOfAnEarlierNetworkDoNotStay() throws IOException {
    KuboRepo repo = prepared(KuboSetup.own(KuboNetwork.NONE));
    String alone = Files.readString(repo.folder().resolve("config"));
    assertThat(alone).doesNotContain("0.0.0.0").doesNotContain("\"auto\"");

    repo.prepare(KUBO.program(), KuboSetup.own(KuboNetwork.PUBLIC).withPorts(5999, 4999));
    String open = Files.readString(repo.folder().resolve("config"));

    assertThat(open)
        .contains("/ip4/0.0.0.0/tcp/4999")
        .contains("/ip4/127.0.0.1/tcp/5999")
        .contains("\"auto\"")
        .doesNotContain("LoopbackAddressesOnLanDHT");
    assertThat(repo.peerId()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(KuboNetwork.class)
  void everyNetworkIsOneThatKuboTakes(KuboNetwork network) throws Exception {
    KuboRepo repo = prepared(KuboSetup.own(network));

    Process check = repo.command(KUBO.program(), "config", "show").start();

    assertThat(check.getInputStream().readAllBytes()).asString().contains("mfs");
    assertThat(check.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(check.exitValue()).isZero();
  }

  @Test
  void theConfigurationHoldsAKeyAndStaysPrivate() throws IOException {
    KuboRepo repo = prepared(KuboSetup.own(KuboNetwork.NONE));

    assertThat(Files.getPosixFilePermissions(repo.folder().resolve("config")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void programsAreLookedForOnThePath() throws IOException {
    Path program = Files.writeString(folder.resolve("ipfs"), "#!/bin/sh\necho 0.42.0\n");
    String path = folder.resolve("none") + ":" + folder;
    assertThat(KuboProgram.onPath(path)).isEmpty();

    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

    assertThat(KuboProgram.onPath(path)).isEqualTo(Optional.of(program.toAbsolutePath()));
    assertThat(KuboProgram.of(program).version().isSupported()).isFalse();
  }

  @Test
  void otherProgramsAreNoKubo() throws IOException {
    Path program = Files.writeString(folder.resolve("ipfs"), "#!/bin/sh\necho hello\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

    assertThatThrownBy(() -> KuboProgram.of(program))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no version");
  }
}
