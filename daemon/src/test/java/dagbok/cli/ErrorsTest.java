package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import dagbok.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest extends CliTest {
  @ParameterizedTest
  @CsvSource({
    "BAD_INPUT, 400, 2",
    "BAD_DATA, 422, 1",
    "NOT_YET, 404, 1",
    "INCOMPLETE, 409, 3",
    "NOT_FOUND, 404, 1",
    "CONFLICT, 409, 1",
    "TOO_LARGE, 413, 1",
    "NO_SPACE, 507, 1",
    "NO_IPFS, 503, 11",
    "PASSPHRASE, 401, 12",
    "INTERNAL, 500, 1",
    "LATER_ADDED, 500, 1"
  })
  void reasonsAreExitCodes(String reason, int status, int code) {
    daemon.refuse(
        "GET status", status, reason, "{\"error\":\"e \\u001b\",\"hint\":\"h\",\"cid\":\"bafyx\"}");

    Result human = cli.run("status");
    assertThat(human.code()).isEqualTo(code);
    assertThat(human.out()).isEmpty();
    assertThat(human.err()).isEqualTo("error: e \ufffd\nhint: h\n");

    Result json = cli.run("status", "--json");
    assertThat(json.code()).isEqualTo(code);
    assertThat(json.err())
        .isEqualTo("{\"error\":\"e \\u001B\",\"hint\":\"h\",\"cid\":\"bafyx\"}\n");
  }

  @Test
  void refusalWithoutWords() {
    daemon.raw("GET status", out -> FakeDaemon.write(out, "502 X", "text/html", "<h1>"));

    assertThat(cli.run("status").err())
        .isEqualTo(
            """
            error: the daemon answered with status 502
            hint: see what the daemon says in its log
            """);
  }

  @Test
  void noDaemon() throws Exception {
    daemon.close();

    Result result = cli.run("status");

    assertThat(result.code()).isEqualTo(10);
    assertThat(result.err())
        .isEqualTo(
            "error: no daemon is running for this home\n"
                + "hint: run 'dagbok --home "
                + folder
                + " run' in another terminal\n");
    Files.delete(cli.socket());
    assertThat(cli.run("post", "x", "--json").code()).isEqualTo(10);
    cli.environment.remove("DAGBOK_HOME");
    assertThat(cli.run("status").err()).contains("hint: run 'dagbok run' in another terminal");
    assertThat(cli.run("--home", folder + "/a b", "status").err())
        .contains("hint: run 'dagbok --home '" + folder + "/a b' run'");
  }

  @Test
  void socketThatIsNoneIsNoDaemonEither() throws Exception {
    Path home = folder.resolve("other");
    Files.createDirectories(home.resolve("run"));
    Files.writeString(home.resolve("run/dagbok.sock"), "");

    assertThat(cli.run("--home", home.toString(), "status").code()).isEqualTo(10);
  }

  @Test
  void homeWithTooLongASocketPathHasNoDaemon() throws Exception {
    Path home = folder.resolve("x".repeat(120));
    Files.createDirectories(home.resolve("run"));
    Files.writeString(home.resolve("run/dagbok.sock"), "");

    Result result = cli.run("--home", home.toString(), "status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("can't talk with the daemon over " + home);
  }

  @Test
  void silentDaemonIsGivenUpInBoundedTime() {
    cli.patience = new Patience(Duration.ofMillis(50), Duration.ofMillis(50));
    daemon.stallAfter("GET status", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
    daemon.stallAfter("GET feed?limit=20", "");

    for (String command : new String[] {"status", "feed"}) {
      Result result = cli.run(command);
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).startsWith("error: the daemon said nothing for 0 s\nhint: ");
    }
  }

  @Test
  void feedThatBreaksOffShowsWhatCameAndFails() {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
    daemon.raw(
        "GET feed?limit=20", out -> out.write(FakeDaemon.ascii(head + "{\"entry\":\"a\"}\n{\"en")));

    Result result = cli.run("feed", "--json");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).isEqualTo("{\"entry\":\"a\"}\n");
    assertThat(result.err()).startsWith("{\"error\":\"the daemon's answer broke off");
  }

  @Test
  void answerThatIsNoJsonIsToldAsAnotherVersion() {
    daemon.on("GET status", "<html>");

    Result result = cli.run("status");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("was not understood").contains("of another version");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "stauts",
        "status x",
        "--nope",
        "status --nope",
        "feed --limit x",
        "feed --limit -1",
        "feed a b",
        "profile",
        "profile nope",
        "profile create",
        "profile use",
        "profile export",
        "profile import",
        "follow",
        "unfollow",
        "entry",
        "entry show",
        "inspect",
        "inspect pack",
        "inspect verify",
        "config",
        "config set a",
        "config nope",
        "follow a/b",
        "entry show ..",
        "post x y",
        "--home",
        "post x --attach",
        "--set",
        "status --set web.prot=1",
        "run --set web.port=x",
        "config set web.prot 1",
        "config show web.prot",
        "help nope"
      })
  void wrongUsageIsExitTwoWithAHint(String line) {
    Result human = cli.run(line.split(" ", -1));
    assertThat(human.code()).isEqualTo(2);
    assertThat(human.out()).isEmpty();
    assertThat(human.err()).matches("error: [^\n]+\nhint: [^\n]+\n");
    assertThat(daemon.asked()).isEmpty();

    Result json = cli.run((line + " --json").split(" ", -1));
    if (!line.equals("--home") && !line.endsWith("--attach") && !line.equals("--set")) {
      assertThat(json.err()).matches("\\{\"error\":\"[^\n]+\",\"hint\":\"[^\n]+\"}\n");
    }
    assertThat(json.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stauts         | did you mean 'status'?",
        "profile crate  | did you mean 'create'?",
        "post --titel x | did you mean '--title'?",
        "feed a b       | run 'dagbok feed --help'",
      })
  void nearestIsOffered(String line, String hint) {
    assertThat(cli.run(line.split(" ", -1)).err()).contains(hint);
  }

  @Test
  void runGivesTheRunnerItsSettings() throws Exception {
    Files.writeString(folder.resolve("dagbok.toml"), "web.port = 1\npeers.port = 1\n");
    cli.environment.put("DAGBOK_PEERS_PORT", "2");
    stop();

    for (String[] line : new String[][] {{"run"}, {}, {"--set", "web.open=false"}}) {
      assertThat(cli.run(line).code()).isZero();
    }
    assertThat(cli.ran).hasSize(3).allMatch(config -> config.web().port() == 1);
    assertThat(cli.ran.get(0).peers().port()).isEqualTo(2);
    assertThat(cli.ran.get(0).home().socket()).isEqualTo(cli.socket());
    assertThat(cli.ran.get(0).web().open()).isTrue();
    assertThat(cli.ran.get(2).web().open()).isFalse();
  }

  @Test
  void globalOptionsCountWhereverTheyStand() {
    Result result =
        cli.run("--set", "web.port=1", "run", "--set", "peers.port=2", "--home", "/x", "--json");

    assertThat(result.code()).isZero();
    assertThat(cli.ran.get(0).web().port()).isEqualTo(1);
    assertThat(cli.ran.get(0).peers().port()).isEqualTo(2);
    assertThat(cli.ran.get(0).home().folder()).contains(Path.of("/x"));
  }

  @Test
  void settingsThatAreWrongStopTheRun() throws Exception {
    Files.writeString(folder.resolve("dagbok.toml"), "\nweb.prot = 1\n");

    Result result = cli.run("run");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "error: "
                + folder.resolve("dagbok.toml")
                + ":2: there is no setting 'web.prot'\n"
                + "hint: the nearest is 'web.port'; run 'dagbok config show' for all\n");
    assertThat(cli.ran).isEmpty();
  }

  @Test
  void runnersFailuresAreTold() {
    cli.runner =
        config -> {
          throw new Failure(ExitCode.NO_IPFS, "no IPFS node", "install one");
        };
    assertThat(cli.run("run"))
        .isEqualTo(new Result(11, "", "error: no IPFS node\nhint: install one\n"));

    cli.runner =
        config -> {
          throw new ConfigException("e", "h");
        };
    assertThat(cli.run("run").code()).isEqualTo(2);

    cli.runner =
        config -> {
          throw new IllegalStateException("a bug");
        };
    Result bug = cli.run("run");
    assertThat(bug.code()).isEqualTo(1);
    assertThat(bug.err()).contains("a fault in Dagbok itself").doesNotContain("\tat ");
    cli.environment.put("DAGBOK_DEBUG", "1");
    assertThat(cli.run("run").err()).contains("\tat ");
  }

  @Test
  void noProfileInUse() {
    daemon.on("GET profiles", BO + "\n");

    Result result = cli.run("profile", "show");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("no profile is in use").contains("profile create");
  }

  @Test
  void exportWhereNobodyMayWrite() {
    daemon.on("GET profiles/a/export?scope=packs", "x");
    for (String file : new String[] {folder.toString(), folder + "/no/x.car", "/proc/x.car"}) {
      Result result = cli.run("profile", "export", "--profile", "a", file);
      assertThat(result.code()).as(file).isEqualTo(1);
      assertThat(result.err()).startsWith("error: can't write " + file);
    }
    assertThat(daemon.asked()).isEmpty();
  }
}
