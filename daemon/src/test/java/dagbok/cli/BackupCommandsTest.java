package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import dagbok.cli.json.JsonObject;
import dagbok.config.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupCommandsTest extends CliTest {
  private static final String SUMMARY =
      "{\"made\":1800000000,\"own\":[\""
          + ROOT
          + "\"],\"followed\":2,\"keys\":1,\"phrases\":0,"
          + "\"outbox\":1,\"cars\":1,\"carBlocks\":7,\"config\":true,\"move\":false}";

  private final List<String> passphrases = new ArrayList<>();

  private void input(String text) {
    cli.input = text.getBytes(StandardCharsets.UTF_8);
  }

  private Path file() {
    return folder.resolve("diary.backup");
  }

  private static String flat(Result result) {
    return result.out().replaceAll("\\s+", " ");
  }

  private void reads(String summary) {
    cli.backups =
        new HomeBackups() {
          @Override
          public JsonObject verify(Path file, String passphrase) {
            passphrases.add(passphrase);
            return JsonObject.parse(summary);
          }

          @Override
          public JsonObject restore(Home home, Path file, String passphrase) {
            return verify(file, passphrase);
          }
        };
  }

  @Test
  void fileIsWrittenForItsOwnerAlone() throws IOException {
    daemon.raw("POST backup", out -> FakeDaemon.write(out, "200 OK", "x/y", "sealed"));
    input("open sesame\n");
    Result result = cli.run("backup", "create", file().toString(), "--car", "--json");
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(JsonObject.parse(result.out()).whole("bytes", 0)).isEqualTo(6);
    assertThat(Files.readString(file())).isEqualTo("sealed");
    assertThat(Files.getPosixFilePermissions(file()))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    JsonObject asked = JsonObject.parse(daemon.only().text());
    assertThat(asked.text("passphrase")).contains("open sesame");
    assertThat(asked.flag("cars")).isTrue();
    assertThat(asked.flag("move")).isFalse();
  }

  @Test
  void nothingIsWrittenOver() throws IOException {
    Files.writeString(file(), "another");
    input("open sesame\n");
    Result result = cli.run("backup", "create", file().toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("it is there already");
    assertThat(Files.readString(file())).isEqualTo("another");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void withoutAPassphraseItEndsWithTwelve() {
    for (String command : List.of("create", "verify", "restore")) {
      Result result = cli.run("backup", command, file().toString());
      assertThat(result.code()).isEqualTo(12);
      assertThat(result.err()).contains("a passphrase is needed").contains("--passphrase-file");
    }
    assertThat(cli.run("profile", "recover").code()).isEqualTo(12);
    assertThat(cli.run("backup", "verify", "x", "--passphrase-file", "/nowhere").code())
        .isEqualTo(12);
  }

  @Test
  void newPassphraseIsAskedForTwice() {
    cli.atTerminal = true;
    input("open sesame\nopen seseme\n");
    Result differs = cli.run("backup", "create", file().toString());
    assertThat(differs.code()).isEqualTo(1);
    assertThat(differs.err()).contains("not the same");
    daemon.raw("POST backup", out -> FakeDaemon.write(out, "200 OK", "x/y", "sealed"));
    input("open sesame\nopen sesame\n");
    assertThat(cli.run("backup", "create", file().toString()).code()).isZero();
  }

  @Test
  void brokenOffAnswerLeavesNoFileAndSaysHowToGoOn() {
    daemon.raw(
        "POST backup",
        out ->
            out.write(
                FakeDaemon.ascii("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly a part")));
    input("open sesame\n");
    Result result = cli.run("backup", "create", file().toString(), "--move");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("profile resume'");
    assertThat(file()).doesNotExist();
  }

  @Test
  void verifyAndRestoreSayWhatIsInIt() throws IOException {
    reads(SUMMARY);
    Path secret = Files.writeString(folder.resolve("p.txt"), "open sesame\n");
    Result verified = cli.run("backup", "verify", "x", "--passphrase-file", secret.toString());
    assertThat(verified.code()).isZero();
    assertThat(verified.out()).contains("All of the backup is right").contains(ROOT);
    input("open sesame\n");
    Result restored = cli.run("backup", "restore", "x");
    assertThat(flat(restored)).contains("profile recover'");
    reads(SUMMARY.replace("\"move\":false", "\"move\":true"));
    input("open sesame\n");
    assertThat(flat(cli.run("backup", "restore", "x"))).contains("Restore the file nowhere else");
    assertThat(passphrases).containsOnly("open sesame").hasSize(3);
  }

  @Test
  void recoveringAsksUntilThereIsADevice() {
    List<String> answers =
        new ArrayList<>(
            List.of(
                "{\"profile\":\"" + ROOT + "\",\"progress\":\"looking\"}",
                "{\"profile\":\"" + ROOT + "\",\"progress\":\"fetching\"}",
                "{\"profile\":\"" + ROOT + "\",\"progress\":\"in-step\",\"device\":\"d\"}"));
    daemon.raw(
        "POST profiles/recover",
        out -> FakeDaemon.write(out, "200 OK", "application/json", answers.remove(0)));
    input("some words\n");
    Result result = cli.run("profile", "recover", "--peer", "http://192.0.2.7:8471");
    assertThat(result.code()).isZero();
    assertThat(result.err()).contains("Looking for").contains("Fetching");
    assertThat(result.out()).contains("New device");
    assertThat(daemon.asked()).hasSize(3);
    assertThat(daemon.asked().get(2).text()).contains("some words").contains("192.0.2.7");
  }

  @Test
  void resumingNeedsAYes() {
    cli.atTerminal = true;
    input("no\n");
    assertThat(cli.run("profile", "resume", "--profile", "anna").code()).isEqualTo(1);
    assertThat(daemon.asked()).isEmpty();
    daemon.on("POST profiles/anna/resume", "{\"profile\":\"" + ROOT + "\"}");
    input("yes\n");
    assertThat(cli.run("profile", "resume", "--profile", "anna").code()).isZero();
  }
}
