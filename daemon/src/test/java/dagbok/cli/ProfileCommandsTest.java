package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProfileCommandsTest extends CliTest {
  private static final String IMPORTED = "{\"profile\":\"x\",\"entries\":3,\"live\":2,\"new\":3}";

  @Test
  void profileListShowAndUse() {
    daemon.on("GET profiles", ANNA + "\n" + BO + "\n").on("GET profiles/" + ROOT, ANNA);
    daemon.on("POST profiles/Anna/use", ANNA);

    assertThat(done("profile", "list").out())
        .isEqualTo(
            "Anna  yours, in use  2 entries  in step, pinned          "
                + ROOT
                + "\n"
                + "Bo    followed       1 entry    catching up, not pinned  bafybo\n");
    assertThat(done("profile", "list", "--json").out()).isEqualTo(ANNA + "\n" + BO + "\n");
    assertThat(done("profile", "show").out())
        .isEqualTo(
            """
            Anna
            Writes \ufffd[31m much
            Profile   %1$s
            Relation  yours, in use
            Entries   3, 2 live
            State     in step, pinned
            Head      bafyhead
            Snapshot  bafysnap
            Share     dagbok:%1$s
            Link      https://a.example
            """
                .formatted(ROOT));
    daemon.on(
        "GET profiles/" + ROOT + "/qr",
        "{\"link\":\"dagbok:x\",\"rows\":[\"010\",\"001\",\"111\"]}");
    assertThat(done("profile", "show", "--qr").out()).isEqualTo("█▄▀\n▄▄▄\ndagbok:x\n");
    daemon
        .on("GET profiles/" + ROOT + "/service", "{}")
        .on("GET profiles/" + ROOT + "/holders", "");
    assertThat(done("profile", "show", "--qr", "--copies").out())
        .startsWith("█▄▀\n▄▄▄\ndagbok:x\n")
        .endsWith("Nobody has said in the last hours that they hold it\n");
    assertThat(done("profile", "show", ROOT, "--json").out()).isEqualTo(ANNA + "\n");
    assertThat(done("profile", "use", "Anna").out()).isEqualTo("In use: Anna " + ROOT + "\n");
    assertThat(done("profile", "use", "Anna", "--json").out()).isEqualTo(ANNA + "\n");
  }

  @Test
  void profilePolicyIsShownPreviewedAndChosen() {
    String json =
        "{\"profile\":\"x\",\"name\":\"Bo\",\"policy\":\"newest:5 text\",\"packs\":1,"
            + "\"packBytes\":2048,\"files\":0,\"fileBytes\":0}";
    daemon.on("GET profiles/Bo/policy", json).on("POST profiles/Bo/policy", json);

    assertThat(done("profile", "policy", "Bo").out())
        .isEqualTo("Bo: newest:5 text\n1 pack, 2 kB; 0 files, 0 bytes\n");
    assertThat(done("profile", "policy", "Bo", "newest:5", "text", "--preview").out())
        .endsWith("(nothing was changed)\n");
    assertThat(done("profile", "policy", "Bo", "text newest:5", "--json").out())
        .isEqualTo(json + "\n");
    assertThat(daemon.asked())
        .extracting(FakeDaemon.Asked::text)
        .containsExactly(
            "",
            "{\"policy\":\"newest:5 text\",\"preview\":true}",
            "{\"policy\":\"text newest:5\",\"preview\":false}");
    assertThat(cli.run("profile", "policy", "Bo", "--preview").code()).isEqualTo(2);
  }

  @Test
  void profileCreateShowsThePhraseWithWhatToDo() {
    String json =
        "{\"profile\":\""
            + ROOT
            + "\",\"device\":\"bafydev\",\"phrase\":[\"abandon\",\"ability\","
            + "\"able\",\"about\",\"above\",\"zoo\"]}";
    daemon.on("POST profiles", json);

    assertThat(done("profile", "create", "Anna \"A\"").out())
        .isEqualTo(
            """
            Profile  %s
            Device   bafydev

            Recovery phrase
               1 abandon   2 ability   3 able   4 about
               5 above     6 zoo

            Write these words on paper, in this order, and keep the
            paper safe. They bring a lost profile back; whoever has them
            has the profile.
            Then run 'dagbok setup', which checks three of them. Until
            then they are kept in a file that only you can read.
            """
                .formatted(ROOT));
    assertThat(daemon.only().text()).isEqualTo("{\"name\":\"Anna \\\"A\\\"\"}");
    assertThat(done("profile", "create", "Anna", "--json").out()).isEqualTo(json + "\n");
  }

  @Test
  void profileExport() throws IOException {
    daemon.on("GET profiles", BO + "\n" + ANNA + "\n");
    daemon.raw(
        "GET profiles/" + ROOT + "/export?scope=packs",
        out ->
            out.write(
                FakeDaemon.ascii(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nCAR\r\n0\r\n\r\n")));
    daemon.on("GET profiles/bo/export?scope=loose", "LOOSE");
    Path file = folder.resolve("a.car");

    assertThat(done("profile", "export", file.toString()).out())
        .isEqualTo("Exported 3 bytes to " + file + "\n");
    assertThat(file).hasContent("CAR");
    assertThat(
            done("profile", "export", "--loose", "--json", "--profile", "bo", file.toString())
                .out())
        .isEqualTo("{\"profile\":\"bo\",\"file\":\"" + file + "\",\"bytes\":5}\n");
    assertThat(file).hasContent("LOOSE");
    assertThat(done("profile", "export", "-").out()).isEqualTo("CAR");
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".part"));
    }
  }

  @Test
  void exportThatBreaksOffLeavesTheOldFile() throws IOException {
    daemon.raw(
        "GET profiles/anna/export?scope=packs",
        out ->
            out.write(
                FakeDaemon.ascii(
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nCAR\r\n")));
    Path file = Files.writeString(folder.resolve("a.car"), "old");

    Result result = cli.run("profile", "export", "--profile", "anna", file.toString());

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("error: the daemon's answer broke off");
    assertThat(file).hasContent("old");
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(f -> f.toString().endsWith(".part"));
    }
  }

  @Test
  void profileImport() throws IOException {
    String json = "{\"profile\":\"" + ROOT + "\",\"entries\":3,\"live\":2,\"new\":1}";
    daemon.on("POST profiles/import", json);
    Path one = Files.writeString(folder.resolve("1.car"), "CAR1");
    Path two = Files.writeString(folder.resolve("2.car"), "CAR2");

    assertThat(done("profile", "import", one.toString(), two.toString()).out())
        .isEqualTo(
            one
                + ": profile "
                + ROOT
                + ", 3 entries, 2 live, 1 new\n"
                + two
                + ": profile "
                + ROOT
                + ", 3 entries, 2 live, 1 new\n");
    assertThat(daemon.asked()).map(FakeDaemon.Asked::text).containsExactly("CAR1", "CAR2");
    assertThat(daemon.asked().get(0).headers())
        .containsEntry("content-type", "application/vnd.ipld.car");

    cli.input = "CAR3".getBytes(StandardCharsets.UTF_8);
    assertThat(done("profile", "import", "-", "--json").out()).isEqualTo(json + "\n");
    assertThat(daemon.asked().get(2).text()).isEqualTo("CAR3");
  }

  /** Takes a profile of two parts: neither is enough, and with both either is. */
  private void inTwoParts() {
    daemon.raw(
        "POST profiles/import",
        out -> {
          long parts = daemon.asked().stream().map(FakeDaemon.Asked::text).distinct().count();
          FakeDaemon.write(
              out,
              parts == 2 ? "200 OK" : "409 No\r\nDagbok-Reason: INCOMPLETE",
              "application/json",
              parts == 2 ? IMPORTED : "{\"error\":\"it is a part\",\"hint\":\"h\"}");
        });
  }

  @Test
  void partsAreSentInAnyOrderAndEachHasItsResultOnceAllAreThere() throws IOException {
    Path one = Files.writeString(folder.resolve("1.car"), "CAR1");
    Path two = Files.writeString(folder.resolve("2.car"), "CAR2");
    inTwoParts();

    Result result = cli.run("profile", "import", "--json", one.toString(), two.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out()).isEqualTo(IMPORTED + "\n" + IMPORTED + "\n");
    assertThat(daemon.asked()).map(FakeDaemon.Asked::text).containsExactly("CAR1", "CAR2", "CAR1");
  }

  @Test
  void partAloneIsPartlyDone() throws IOException {
    Path one = Files.writeString(folder.resolve("1.car"), "CAR1");
    inTwoParts();

    Result result = cli.run("profile", "import", one.toString(), one.toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("error: " + one + ": ", "more is needed");
  }

  @Test
  void importThatFailsInTheMiddleIsPartlyDone() throws IOException {
    Path one = Files.writeString(folder.resolve("1.car"), "CAR1");
    Path two = Files.writeString(folder.resolve("2.car"), "");
    daemon.raw(
        "POST profiles/import",
        out -> {
          boolean first = daemon.asked().size() == 1;
          FakeDaemon.write(
              out,
              first ? "200 OK" : "400 No",
              "application/json",
              first ? "{\"profile\":\"x\"}" : "{\"error\":\"it is empty\",\"hint\":\"h\"}");
        });

    Result result = cli.run("profile", "import", one.toString(), two.toString());

    assertThat(result.code()).isEqualTo(3);
    assertThat(result.out()).startsWith(one + ": profile x");
    assertThat(result.err()).isEqualTo("error: " + two + ": it is empty\nhint: h\n");
  }
}
