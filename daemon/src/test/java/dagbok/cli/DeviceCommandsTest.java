package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeviceCommandsTest extends CliTest {
  private static final String CODE = "42-K7QM-2XRD";
  private static final String WORDS = "\"words\":[\"copper\",\"lantern\",\"orbit\",\"meadow\"]";
  private static final String ASKED =
      "{\"stage\":\"asked\",\"asking\":\"phone\",\"profileName\":\"Anna\"," + WORDS + "}";
  private static final String DONE =
      "{\"stage\":\"done\",\"profile\":\""
          + ROOT
          + "\",\"asking\":\"phone\","
          + "\"profileName\":\"Anna\"}";

  @BeforeEach
  void answer() throws IOException {
    daemon.on("GET profiles", "{\"profile\":\"" + ROOT + "\",\"inUse\":true}");
    daemon.on(
        "POST profiles/" + ROOT + "/devices/invite",
        "{\"code\":\""
            + CODE
            + "\",\"expires\":1800000600,\"text\":\"dagbok-pair:"
            + CODE
            + "\",\"addresses\":[\"http://192.168.1.5:8471\"],\"qr\":[\"10\",\"01\"],"
            + "\"stage\":\"waiting\",\"file\":\"Zmlyc3Q=\"}");
    daemon.on("GET invitation", ASKED);
    daemon.on("POST invitation/confirm", DONE.replace("}", ",\"file\":\"bGFzdA==\"}"));
    daemon.on("DELETE invitation", "{\"done\":true}");
    daemon.on("POST join", "{\"stage\":\"waiting\",\"file\":\"c2Vjb25k\"}");
    daemon.on("GET join", DONE);
    daemon.on("POST join/agree", DONE);
    daemon.on("DELETE join", "{\"done\":true}");
  }

  private Result run(String input, String... arguments) {
    cli.input = input.getBytes(StandardCharsets.UTF_8);
    return cli.run(arguments);
  }

  @Test
  void inviteShowsTheCodeAndTheWordsAndGrantsOnlyAfterYes() {
    Result invited = run("y\n", "device", "invite", "--name", "phone");
    assertThat(invited.code()).as(invited.err()).isZero();
    assertThat(invited.out())
        .contains(CODE, "--peer http://192.168.1.5:8471", "copper  lantern  orbit  meadow")
        .contains("phone is one of your devices now");
    assertThat(asked("POST invitation/confirm")).isTrue();
  }

  @Test
  void inviteGrantsNothingAfterNo() {
    for (String answer : new String[] {"n\n", "\n", ""}) {
      Result invited = run(answer, "device", "invite");
      assertThat(invited.code()).isNotZero();
      assertThat(invited.err()).contains("nothing was granted");
    }
    assertThat(asked("POST invitation/confirm")).isFalse();
    assertThat(asked("DELETE invitation")).isTrue();
  }

  @Test
  void invitePrintsJsonAndEndsAndConfirmGoesOn() {
    Result invited = run("", "device", "invite", "--json");
    assertThat(invited.code()).isZero();
    assertThat(invited.out())
        .startsWith("{\"code\":\"" + CODE + "\",\"expires\":1800000600")
        .hasLineCount(1);
    assertThat(asked("POST invitation/confirm")).isFalse();
    Result confirmed = run("y\n", "device", "confirm", "--json");
    assertThat(confirmed.out()).isEqualTo("{\"profile\":\"" + ROOT + "\",\"name\":\"phone\"}\n");
    assertThat(confirmed.err()).contains("copper  lantern");
  }

  @Test
  void joinTakesTheCodeFromTheInputAlone() throws IOException {
    daemon.on("GET join", ASKED.replace("asked", "done"));
    Result joined = run(CODE + "\ny\n", "device", "join", "--peer", "http://192.168.1.5:8471");
    assertThat(joined.code()).as(joined.err()).isZero();
    assertThat(joined.out()).contains("copper  lantern", "This machine writes as Anna");
    assertThat(daemon.asked())
        .anySatisfy(
            request ->
                assertThat(request.text())
                    .contains("\"code\":\"" + CODE + "\"", "http://192.168.1.5:8471"));
    assertThat(cli.run("device", "join", CODE).code()).isEqualTo(2);
    assertThat(run("\n", "device", "join").err()).contains("there is no code");
  }

  @Test
  void whyItEndedIsSaidWithWhatToDo() throws IOException {
    daemon.on(
        "GET join",
        "{\"stage\":\"ended\",\"why\":{\"error\":\"a wrong code was typed\","
            + "\"hint\":\"dagbok device invite\"}}");
    Result joined = run(CODE + "\n", "device", "join");
    assertThat(joined.code()).isEqualTo(1);
    assertThat(joined.err())
        .contains("error: a wrong code was typed", "hint: run 'dagbok device invite'");
  }

  @Test
  void fileGoesToAndFro() throws IOException {
    Path file = folder.resolve("pair");
    daemon.on("POST invitation/file", ASKED.replace("}", ",\"file\":\"dGhpcmQ=\"}"));
    Result invited = run("\n\ny\n", "device", "invite", "--file", file.toString());
    assertThat(invited.code()).as(invited.err()).isZero();
    assertThat(Files.readString(file)).isEqualTo("bGFzdA==\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    daemon.on("POST join/file", ASKED.replace("}", ",\"file\":\"Zm91cnRo\"}"));
    Result joined = run(CODE + "\n\n\ny\n", "device", "join", "--file", file.toString());
    assertThat(joined.code()).as(joined.err()).isZero();
    assertThat(Files.readString(file)).isEqualTo("Zm91cnRo\n");
    assertThat(run(CODE + "\n", "device", "join", "--file", folder + "/none").err())
        .contains("can't read");
  }

  @Test
  void listShowsWhichOneIsHereAndWhichMayWriteNoMore() throws IOException {
    daemon.on(
        "GET profiles/" + ROOT + "/devices",
        "{\"device\":\"bafyabcdef\",\"here\":true,\"since\":1800000000,\"inForce\":true}\n"
            + "{\"device\":\"bafyuvwxyz\",\"name\":\"phone\",\"here\":false,\"since\":1800000000,"
            + "\"by\":\"bafyabcdef\",\"inForce\":false,"
            + "\"last\":{\"entry\":\"bafyentry\",\"time\":1800000001}}\n");
    assertThat(run("", "device", "list").out())
        .contains("this machine", "the phrase", "none yet")
        .contains("phone", "abcdef", "2027-01-15T08:00:01Z", "may write no more");
    assertThat(run("", "device", "list", "--json").out()).hasLineCount(2);
  }

  private boolean asked(String what) {
    return daemon.asked().stream().anyMatch(request -> request.what().equals(what));
  }
}
