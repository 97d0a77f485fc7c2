package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import dagbok.cli.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest extends CliTest {
  private static final String WELL = "{\"code\":\"disk-full\",\"state\":\"ok\",\"text\":\"Room\"}";
  private static final String AWAY =
      "{\"code\":\"ipfs-away\",\"state\":\"broken\",\"text\":\"Kubo is away\",\"fix\":\"ipfs daemon\"}";
  private static final String HIDDEN =
      "{\"code\":\"no-peers\",\"state\":\"hidden\",\"text\":\"Peers\",\"because\":\"ipfs-away\"}";
  private static final String LOW =
      "{\"code\":\"disk-low\",\"state\":\"warning\",\"text\":\"Low\",\"fix\":\"make room\"}";
  private static final String OFF =
      "{\"code\":\"pubsub-off\",\"state\":\"warning\",\"text\":\"Pubsub is off\","
          + "\"fix\":\"ipfs config --json Pubsub.Enabled true\",\"remedy\":\"pubsub-on\"}";

  @Test
  void findingsFirstWithWhatToDo() {
    daemon.on("GET checks", String.join("\n", WELL, AWAY, HIDDEN));

    Result result = cli.run("doctor");

    assertThat(result.code()).isEqualTo(11);
    assertThat(result.out())
        .isEqualTo(
            """
            broken: Kubo is away
              hint: run 'ipfs daemon'
            1 check is well, 1 left out; --all shows them
            """);
    assertThat(cli.run("doctor", "--all").out())
        .endsWith("ok: Room\n-: Peers (not looked at, because of ipfs-away)\n");
    Result json = cli.run("doctor", "--json");
    assertThat(json.out()).isEqualTo(String.join("\n", WELL, AWAY, HIDDEN) + "\n");
    assertThat(json.code()).isEqualTo(11);
  }

  @Test
  void nothingIsWrongOrNotMuch() {
    daemon.on("GET checks", WELL);
    assertThat(done("doctor").out()).startsWith("Nothing is wrong.\n");

    daemon.on("GET checks", WELL + "\n" + LOW);
    Result result = cli.run("doctor");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).startsWith("warning: Low\n  hint: make room\n");
  }

  @ParameterizedTest
  @CsvSource({"no-daemon,10", "no-ipfs,11", "ipfs-away,11", "page-port,1", "config,1"})
  void rootCauseDecidesTheExitCode(String code, int exit) throws Exception {
    daemon.close();
    cli.examiner =
        (home, settings) ->
            List.of(
                JsonObject.parse(LOW),
                JsonObject.builder()
                    .put("code", code)
                    .put("state", "broken")
                    .put("text", "x")
                    .put("fix", "dagbok run")
                    .build());

    Result result = cli.run("--home", folder.toString(), "doctor");

    assertThat(result.code()).isEqualTo(exit);
    assertThat(result.out())
        .contains("hint: run 'dagbok --home " + Shell.quoted(folder.toString()) + " run'");
  }

  @Test
  void ipfsStatusAndSetup() {
    daemon.on("GET checks", String.join("\n", WELL, OFF));
    daemon.on(
        "GET status",
        "{\"ipfs\":{\"kind\":\"kubo\",\"version\":\"0.43.0\",\"api\":\"http://x\",\"peers\":2,"
            + "\"up\":true},\"outbox\":0}");
    daemon.on("POST remedies/pubsub-on", "{\"done\":\"Pubsub is switched on.\"}");

    assertThat(done("ipfs", "status").out())
        .isEqualTo(
            """
            IPFS    kubo 0.43.0 at http://x, 2 peers
            Outbox  0 objects not yet in IPFS
            warning: Pubsub is off
              hint: run 'ipfs config --json Pubsub.Enabled true'
            """);
    assertThat(JsonObject.parse(done("ipfs", "status", "--json").out()).objects("checks"))
        .hasSize(1);

    Result setup = cli.run("ipfs", "setup");
    assertThat(setup.code()).isEqualTo(3);
    assertThat(setup.out()).endsWith("  or: run 'dagbok ipfs setup --yes'\n");
    assertThat(done("ipfs", "setup", "--yes").out()).isEqualTo("Pubsub is switched on.\n");

    daemon.on("GET checks", WELL);
    assertThat(done("ipfs", "setup").out()).isEqualTo("Nothing is to be changed.\n");
    assertThat(done("ipfs", "setup", "--json").out()).isEmpty();
  }

  @Test
  void hintsAreOfOneStyle() {
    daemon.refuse(
        "GET status", 404, "NOT_FOUND", "{\"error\":\"e\",\"hint\":\"dagbok profile list\"}");

    assertThat(cli.run("status").err()).isEqualTo("error: e\nhint: run 'dagbok profile list'\n");
    assertThat(cli.run("--home", folder.toString(), "status", "--json").err())
        .isEqualTo(
            "{\"error\":\"e\",\"hint\":\"run 'dagbok --home "
                + Shell.quoted(folder.toString())
                + " profile list'\"}\n");
  }
}
