package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.it.DaemonProcess.Result;
import dagbok.kubo.process.KuboSetup;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What doctor, health and metrics say of real trouble. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class DoctorIT {
  private static final int WARNINGS = 3;
  private static final int NO_DAEMON = 10;
  private static final int NO_IPFS = 11;
  private static final String UNCONFIRMED =
      "warning: Ada: you have not yet confirmed that you have its recovery phrase on";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir Path folder;

  private DaemonProcess daemon(KuboNode node) {
    return DaemonProcess.start(folder.resolve("home"), node.endpoint().toString());
  }

  private static Optional<JsonNode> check(DaemonProcess daemon, String code) {
    return daemon.attempt("", "doctor", "--json").jsonLines().stream()
        .filter(check -> check.get("code").asString().equals(code))
        .findFirst();
  }

  private static String state(DaemonProcess daemon, String code) {
    return check(daemon, code).map(check -> check.get("state").asString()).orElse("none");
  }

  @Test
  void kuboThatGoesAwayIsTheOneCauseAndItsReturnIsSeen() throws Exception {
    KuboNode node = kubo.start();
    KuboNode other = kubo.start();
    kubo.connect(node, other);
    try (DaemonProcess daemon = daemon(node)) {
      FirstPathIT.profile(daemon, "Ada");
      Result well = daemon.attempt("", "doctor");
      assertThat(well.exit()).as(well.toString()).isEqualTo(WARNINGS);
      assertThat(found(well)).as("what a new profile has").containsExactly(UNCONFIRMED);
      assertThat(health(daemon).statusCode()).isEqualTo(200);

      node.kill();
      daemon.await(LIMIT, "Kubo to be missed", () -> state(daemon, "ipfs-away").equals("broken"));
      Result away = daemon.attempt("", "doctor");
      assertThat(away.exit()).isEqualTo(NO_IPFS);
      assertThat(away.out()).contains("hint: run 'ipfs daemon'");
      assertThat(found(away)).hasSize(2).contains(UNCONFIRMED);
      for (String hidden :
          new String[] {"kubo-old", "pubsub-off", "pubsub", "no-peers", "outbox"}) {
        assertThat(check(daemon, hidden).orElseThrow().get("because").asString())
            .as(hidden)
            .isEqualTo("ipfs-away");
      }
      daemon.await(LIMIT, "503", () -> health(daemon).statusCode() == 503);
      assertThat(health(daemon).body())
          .contains("\"program\":\"dagbok\"", "\"ipfs-away\":\"broken\"")
          .doesNotContain("127.0.0.1", "bafy", folder.toString());

      node.restart();
      daemon.await(LIMIT, "Kubo to be back", () -> state(daemon, "ipfs-away").equals("ok"));
      daemon.await(LIMIT, "200", () -> health(daemon).statusCode() == 200);
    }
  }

  @Test
  void pubsubThatIsOffIsAWarningAndHidesTheSubscriptions() throws Exception {
    KuboNode quiet = kubo.start(KuboSetup.test().with("Pubsub.Enabled", "false"));
    try (DaemonProcess daemon = daemon(quiet)) {
      FirstPathIT.profile(daemon, "Quiet");
      daemon.await(LIMIT, "the warning", () -> state(daemon, "pubsub-off").equals("warning"));
      Result doctor = daemon.attempt("", "doctor");
      assertThat(doctor.exit()).isEqualTo(WARNINGS);
      assertThat(doctor.out()).contains("run 'ipfs config --json Pubsub.Enabled true'");
      assertThat(state(daemon, "pubsub")).isEqualTo("hidden");
      Result setup = daemon.attempt("", "ipfs", "setup", "--yes");
      assertThat(setup.exit()).as("it is not the daemon's own").isEqualTo(WARNINGS);
      assertThat(setup.out()).contains("Pubsub is switched off");
      assertThat(daemon.run("ipfs", "status").out()).contains("kubo ", "Pubsub is switched off");
    }
  }

  @Test
  void metricsCountWhatHappens() throws Exception {
    try (DaemonProcess daemon = daemon(kubo.start())) {
      FirstPathIT.profile(daemon, "Ada");
      daemon.run("post", "counted");
      String port = ports(daemon);
      HttpResponse<String> refused = get(port, "/metrics");
      assertThat(refused.statusCode()).isEqualTo(401);
      daemon.await(
          LIMIT,
          "the post to be announced",
          () ->
              daemon
                  .metrics()
                  .lines()
                  .anyMatch(
                      line ->
                          line.matches(
                              "dagbok_announcements_total\\{direction=\"out\"\\} [1-9].*")));
      String text = daemon.metrics();
      assertThat(text)
          .contains("dagbok_profiles{kind=\"own\"} 1.0", "dagbok_checks{state=\"broken\"} 0.0")
          .doesNotContain("Ada", "bafy");
    }
  }

  @Test
  void doctorWithoutDaemonLooksByItself() throws Exception {
    DaemonProcess daemon = daemon(kubo.start());
    String profile = FirstPathIT.profile(daemon, "Ada");
    assertThat(profile).isNotEmpty();
    daemon.kill();
    assertThat(state(daemon, "no-daemon")).isEqualTo("broken");
    assertThat(state(daemon, "stale-files")).isEqualTo("warning");
    assertThat(daemon.attempt("", "doctor").exit()).isEqualTo(NO_DAEMON);

    Path key;
    try (Stream<Path> keys = Files.list(daemon.home().resolve("data/keys"))) {
      key = keys.filter(file -> file.toString().endsWith(".key")).findFirst().orElseThrow();
    }
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(state(daemon, "keys-open")).isEqualTo("broken");
    daemon.restart();
    Result doctor = daemon.attempt("", "doctor");
    assertThat(doctor.exit()).isEqualTo(1);
    assertThat(doctor.out()).contains("chmod 600 ");
    daemon.close();
  }

  /** The first lines of what was found. */
  private static List<String> found(Result doctor) {
    return doctor.out().lines().filter(line -> line.matches("(broken|warning): .*")).toList();
  }

  private static HttpResponse<String> health(DaemonProcess daemon) throws Exception {
    return get(ports(daemon), "/health");
  }

  private static String ports(DaemonProcess daemon) throws Exception {
    return Files.readString(daemon.home().resolve("run/ports.json"))
        .replaceFirst("(?s).*\"web\":([0-9]+).*", "$1")
        .strip();
  }

  private static HttpResponse<String> get(String port, String path) throws Exception {
    URI address = URI.create("http://localhost:" + port + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }
}
