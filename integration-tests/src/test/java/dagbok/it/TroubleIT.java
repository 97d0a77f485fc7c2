package dagbok.it;

import static dagbok.it.Friends.assertRefused;
import static dagbok.it.Friends.awaitWarning;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.held;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import dagbok.it.DaemonProcess.Result;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people do wrong and what is wrong around them: each gets a sentence that says what to do.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class TroubleIT {
  private static final int REFUSED = 1;
  private static final int WRONG_USAGE = 2;
  private static final int SMALL_DISK_MIB = 24;
  private static final int MAX_FILLING_POSTS = 100;

  /** No object has it, so nobody does. */
  private static final String NOBODYS =
      "bafyreidiuaossx5jnfmzip5y2mo5ghmdniqibzuqghk7qock5az5exmolq";

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  private static KuboNode node;
  @TempDir Path folder;

  @BeforeAll
  static void startNode() throws Exception {
    node = kubo.start();
  }

  private DaemonProcess daemon() {
    return DaemonProcess.start(folder.resolve("home"), node.endpoint().toString());
  }

  @Test
  void whatIsNoCidIsRefusedAndExplained() {
    try (DaemonProcess daemon = daemon()) {
      for (String no :
          List.of("bafyrei", "not a CID", "dagbok:" + NOBODYS + "x", "Qm123", "../x")) {
        assertRefused(daemon.attempt("", "follow", no), WRONG_USAGE);
        assertRefused(daemon.attempt("", "inspect", no), WRONG_USAGE);
      }
      Result json = daemon.attempt("", "follow", "bafyrei", "--json");
      assertThat(json.exit()).isEqualTo(WRONG_USAGE);
      assertThat(json.out() + json.err()).contains("\"error\"").contains("\"hint\"");
      assertThat(daemon.run("status", "--json").json().get("profiles").size()).isZero();
    }
  }

  @Test
  void profileThatNobodyHasIsLookedForAndCanBeGivenUp() {
    try (DaemonProcess daemon = daemon()) {
      daemon.run("follow", NOBODYS);
      assertThat(awaitWarning(daemon, "nobody-found")).contains("follow " + NOBODYS + " --peer");
      assertThat(held(daemon, NOBODYS).orElseThrow().get("inStep").asBoolean()).isFalse();
      assertThat(daemon.run("status").out()).contains("was found yet").contains("--peer");
      assertThat(daemon.run("peers").out()).contains(" doctor'");
      assertThat(daemon.run("feed", NOBODYS, "--json").out()).isEmpty();

      daemon.run("unfollow", NOBODYS);
      assertThat(held(daemon, NOBODYS)).isEmpty();
      assertThat(Friends.warning(daemon, "nobody-found")).isEmpty();
      assertRefused(daemon.attempt("", "unfollow", NOBODYS), REFUSED).contains("not held here");
    }
  }

  @Test
  void postOverTheBoundsIsRefusedWhole() throws Exception {
    try (DaemonProcess daemon = daemon()) {
      String profile = FirstPathIT.profile(daemon, "Bounds");
      Path file = Files.writeString(folder.resolve("small.txt"), "small");
      assertRefused(daemon.attempt("a".repeat((1 << 20) + 1), "post", "-"), REFUSED);
      assertRefused(daemon.attempt("text", "post", "-", "--title", "t".repeat(257)), WRONG_USAGE)
          .contains("256");
      assertRefused(daemon.attempt("text", "post", "-", "--tag", "t".repeat(257)), WRONG_USAGE);
      assertRefused(daemon.attempt("", "post", "-"), WRONG_USAGE);
      String alt = "ö".repeat(129);
      assertRefused(
          daemon.attempt("", "post", "x", "--attach", file.toString(), "--alt", alt), WRONG_USAGE);
      List<String> many = new ArrayList<>(List.of("post", "many"));
      Collections.nCopies(33, file.toString()).forEach(f -> many.addAll(List.of("--attach", f)));
      assertRefused(daemon.attempt("", many.toArray(String[]::new)), WRONG_USAGE).contains("32");
      assertThat(entries(daemon, profile)).isEmpty();

      String most =
          post(daemon, "a".repeat(1 << 20), "--title", "t".repeat(256)).get("entry").asString();
      assertThat(entries(daemon, profile)).containsExactly(most);
    }
  }

  @Test
  void fileThatCannotBeReadIsNamed() throws Exception {
    try (DaemonProcess daemon = daemon()) {
      String profile = FirstPathIT.profile(daemon, "Files");
      String missing = folder.resolve("missing.jpg").toString();
      assertRefused(daemon.attempt("", "post", "x", "--attach", missing), REFUSED)
          .contains("there is no file")
          .contains("missing.jpg");
      assertRefused(daemon.attempt("", "post", "x", "--attach", folder.toString()), REFUSED)
          .contains("is a folder");
      assertRefused(daemon.attempt("", "post", "x", "--attach", unreadable()), REFUSED)
          .contains("can't read");
      Path broken = Files.writeString(folder.resolve("broken.png"), "\u0089PNG no picture");
      Result result = daemon.attempt("", "post", "x", "--attach", broken.toString());
      if (result.exit() != 0) { // what is no picture may go as the plain file that it is
        assertRefused(result, WRONG_USAGE).contains("broken.png");
      }
      assertRefused(daemon.attempt("", "profile", "import", missing), REFUSED);
      assertRefused(daemon.attempt("", "profile", "import", broken.toString()), REFUSED)
          .contains("no CAR file");
      assertThat(entries(daemon, profile)).hasSize(result.exit() == 0 ? 1 : 0);
    }
  }

  /** One without permissions; root may read even that, but not the memory at no address. */
  private String unreadable() throws IOException {
    Path file = Files.writeString(folder.resolve("secret.txt"), "secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    return Files.isReadable(file) ? "/proc/self/mem" : file.toString();
  }

  @Test
  void secondDaemonOnTheSameHomeIsRefusedAndDisturbsNothing() {
    try (DaemonProcess daemon = daemon()) {
      String api = "ipfs.kubo.api=" + node.endpoint();
      Result second =
          daemon.attempt("", "run", "--set", api, "--set", "web.port=0", "--set", "web.open=false");
      assertRefused(second, REFUSED).contains("in use by another daemon").contains("--home");
      assertThat(daemon.home().resolve("run/ports.json")).exists();
      assertThat(daemon.home().resolve("run/pid")).exists();
      daemon.run("status");
    }
  }

  @Test
  void commandWithoutDaemonSaysHowToStartOne() {
    DaemonProcess daemon = daemon();
    daemon.stop();
    int noDaemon = 10;
    assertRefused(daemon.attempt("", "status"), noDaemon).contains("run'");
    assertRefused(daemon.attempt("", "post", "x"), noDaemon);
  }

  @Test
  void pubsubThatIsOffIsSaidWithTheCommandThatSwitchesItOn() throws Exception {
    KuboNode quiet = kubo.start(KuboSetup.test().with("Pubsub.Enabled", "false"));
    String api = quiet.endpoint().toString();
    try (DaemonProcess daemon = DaemonProcess.start(folder.resolve("home"), api)) {
      FirstPathIT.profile(daemon, "Quiet");
      String fix = awaitWarning(daemon, "pubsub-off");
      assertThat(fix).contains("ipfs config --json Pubsub.Enabled true");
    }
  }

  @Test
  void fullDiskLosesNothingThatWasAcknowledged() throws Exception {
    Path disk = Files.createDirectories(folder.resolve("disk"));
    boolean small = mount(disk);
    if (!small) {
      System.out.println("Not tried on a full disk: a tmpfs can be mounted by root alone.");
    }
    try (DaemonProcess daemon =
        DaemonProcess.start(disk.resolve("home"), node.endpoint().toString())) {
      String profile = FirstPathIT.profile(daemon, "Disk");
      List<String> acknowledged = new ArrayList<>();
      acknowledged.add(post(daemon, "first").get("entry").asString());
      if (small) {
        Path filler = fill(disk);
        fillWithPosts(daemon, acknowledged);
        Files.delete(filler);
      }
      acknowledged.add(post(daemon, "there is room again").get("entry").asString());
      daemon.kill();
      daemon.restart();
      assertThat(entries(daemon, profile)).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(daemon.run("inspect", "verify", profile, "--json").json().get("faults").size())
          .isZero();
    } finally {
      if (small) {
        run("umount", disk.toString());
      }
    }
  }

  private static boolean mount(Path disk) throws Exception {
    boolean root = "root".equals(System.getProperty("user.name"));
    String size = "size=" + SMALL_DISK_MIB + "m";
    return root && run("mount", "-t", "tmpfs", "-o", size, "dagbok-test", disk.toString()) == 0;
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static Path fill(Path disk) throws IOException {
    Path filler = disk.resolve("filler");
    long free = Files.getFileStore(disk).getUsableSpace() - (1 << 20);
    Files.write(filler, new byte[(int) Math.max(0, free)]);
    return filler;
  }

  private static void fillWithPosts(DaemonProcess daemon, List<String> acknowledged) {
    for (int i = 0; i < MAX_FILLING_POSTS; i++) {
      Result result = daemon.attempt(i + "x".repeat(200_000), "post", "-", "--json");
      if (result.exit() != 0) {
        assertRefused(daemon.attempt(i + "x".repeat(200_000), "post", "-"), REFUSED)
            .containsIgnoringCase("disk is full");
        return;
      }
      acknowledged.add(result.json().get("entry").asString());
    }
    throw new AssertionError("the disk is never full\n" + daemon.logTail());
  }
}
