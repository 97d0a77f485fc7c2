package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SetupCommandTest extends CliTest {
  private static final String NODE =
      "\"node\":{\"title\":\"Your Kubo 0.43.0\",\"meaning\":\"It was running already.\","
          + "\"peers\":\"It is connected with 3 other IPFS nodes.\"}";
  private static final String EMPTY = "{\"step\":\"name\",\"ask\":[]," + NODE + "}";
  private static final String NAMED =
      "{\"step\":\"phrase\",\"profile\":\""
          + ROOT
          + "\",\"name\":\"Anna\",\"ask\":[2,3,4],"
          + NODE
          + "}";
  private static final String READY = NAMED.replace("\"phrase\"", "\"ready\"");
  private static final String PHRASE =
      "{\"profile\":\"" + ROOT + "\",\"phrase\":[\"abandon\",\"ability\",\"able\",\"about\"]}";

  @BeforeEach
  void answers() {
    daemon.on("GET setup/phrase", PHRASE);
    daemon.on("GET profiles/" + ROOT + "/qr", "{\"link\":\"dagbok:x\",\"rows\":[\"00\",\"10\"]}");
  }

  private void states(String... states) {
    AtomicInteger at = new AtomicInteger();
    daemon.raw(
        "GET setup",
        out -> {
          int now = Math.min(at.getAndIncrement(), states.length - 1);
          FakeDaemon.write(out, "200 OK", "application/json", states[now]);
        });
  }

  private Result type(String... lines) {
    cli.atTerminal = true;
    cli.input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return cli.run("setup");
  }

  private List<String> sent(String what) {
    return daemon.asked().stream()
        .filter(asked -> asked.what().equals(what))
        .map(FakeDaemon.Asked::text)
        .toList();
  }

  @Test
  void firstRunFromNothingToReady() {
    states(EMPTY, NAMED, READY);
    AtomicInteger checks = new AtomicInteger();
    daemon.on("POST profiles", PHRASE);
    daemon.raw(
        "POST setup/check",
        out ->
            FakeDaemon.write(
                out,
                "200 OK",
                "application/json",
                checks.getAndIncrement() == 0 ? "{\"wrong\":[3]}" : "{\"wrong\":[]}"));

    Result result = type("", "Anna", "", "ability", "abel", "about", "ability", "able", "about");

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("Begin your diary", " 4 about", "Word 3 is not that one.", "All right.")
        .contains("IPFS node: Your Kubo 0.43.0", "3 other", "Ready, Anna", "dagbok:x", "▀█");
    assertThat(sent("POST profiles")).containsExactly("{\"name\":\"Anna\"}");
    assertThat(sent("POST setup/check").get(1))
        .isEqualTo(
            "{\"profile\":\""
                + ROOT
                + "\",\"words\":[{\"at\":2,\"word\":\"ability\"},{\"at\":3,\"word\":\"able\"},"
                + "{\"at\":4,\"word\":\"about\"}]}");
  }

  @Test
  void phraseIsPutOffAndEverythingElseIsShown() {
    states(NAMED);
    Result result = type("later");
    assertThat(result.code()).isZero();
    assertThat(result.out()).contains("Put off.", "Ready, Anna");
    assertThat(type("", "ability", "later").out()).contains("Put off.", "Ready, Anna");
    assertThat(sent("POST setup/check")).isEmpty();
  }

  @Test
  void whatToRunNextNamesTheHomeThatWasAskedFor() {
    states(NAMED);
    cli.environment.remove("DAGBOK_HOME");
    cli.atTerminal = true;
    cli.input = "later\n".getBytes(StandardCharsets.UTF_8);
    String home = folder.toString();
    assertThat(done("setup", "--home", home).out())
        .contains("'dagbok --home " + home + " setup'", "'dagbok --home " + home + " follow LINK'");
  }

  @Test
  void checkIsSkippedByWhoIsSure() {
    states(NAMED);
    daemon.on("POST setup/forget", READY);
    assertThat(type("skip the check").out()).contains("They are erased here.", "Ready, Anna");
    assertThat(sent("POST setup/forget")).containsExactly("{\"profile\":\"" + ROOT + "\"}");
  }

  @Test
  void conversationThatEndsCanBeTakenUpAgain() {
    states(EMPTY, NAMED, NAMED, READY);
    daemon.on("POST profiles", PHRASE).on("POST setup/check", "{\"wrong\":[]}");
    Result left = type("Anna");
    assertThat(left.code()).isEqualTo(ExitCode.PARTLY.number());
    assertThat(left.out()).contains("Left here. Run 'dagbok setup' to go on.");
    Result again = type("", "ability", "able", "about");
    assertThat(again.code()).isZero();
    assertThat(sent("POST profiles")).hasSize(1);
    assertThat(type().out()).contains("Ready, Anna").doesNotContain("Recovery phrase");
  }

  @Test
  void nameThatIsRefusedIsAskedForAgain() {
    states(EMPTY);
    daemon.refuse(
        "POST profiles", 400, "BAD_INPUT", "{\"error\":\"too long\",\"hint\":\"shorter\"}");
    Result result = type("a", "b", "c", "d", "e", "f");
    assertThat(result.code()).isEqualTo(ExitCode.PARTLY.number());
    assertThat(result.out()).contains("That does not work: too long. shorter.");
    assertThat(sent("POST profiles")).hasSize(5);
  }

  @Test
  void withoutTerminalTheStateIsShown() {
    states(EMPTY);
    assertThat(done("setup").out())
        .contains("Your Kubo 0.43.0", "To do: make a profile")
        .doesNotContain("Your name");
    assertThat(done("setup", "--json").out()).isEqualTo(EMPTY + "\n");
    states(NAMED);
    assertThat(done("setup").out()).contains("Profile: Anna", "To do: write the recovery phrase");
    states(READY);
    cli.atTerminal = true;
    assertThat(done("setup", "--json").out()).isEqualTo(READY + "\n");
    assertThat(daemon.asked()).noneMatch(asked -> asked.what().contains("phrase"));
  }
}
