package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostCommandTest extends CliTest {
  private static final String POSTED =
      """
      {"entry":"bafye","payload":"bafyp","node":"bafyn","head":"bafyh","snapshot":"bafys",\
      "contents":["bafk1"]}""";

  private Path image = Path.of("/");
  private Path other = Path.of("/");

  @BeforeEach
  void files() throws IOException {
    image = Files.write(folder.resolve("bild å.jpg"), new byte[] {(byte) 0xff, 0, 13, 10});
    other = Files.writeString(folder.resolve("b.txt"), "");
    daemon.on("POST posts", POSTED);
  }

  @Test
  void textBecomesOnePart() {
    assertThat(done("post", "Hello, wörld").out()).isEqualTo("Posted: bafye\n  with bafk1\n");

    String boundary = boundary();
    assertThat(daemon.only().text())
        .isEqualTo(
            """
            --%1$s
            Content-Disposition: form-data; name="post"
            Content-Type: application/json; charset=utf-8

            {"text":"Hello, wörld","tags":[],"attachments":[]}
            --%1$s--
            """
                .formatted(boundary)
                .replace("\n", "\r\n"));
  }

  @Test
  void jsonGivesWhatTheDaemonSaid() {
    assertThat(done("post", "x", "--json").out()).isEqualTo(POSTED + "\n");
  }

  @Test
  void everyFlagIsSent() {
    done(
        "--profile",
        "dagbok:anna",
        "post",
        "text",
        "--title",
        "T",
        "--tag",
        "a",
        "b",
        "--stream",
        "s",
        "--language",
        "sv",
        "--warning",
        "w",
        "--at",
        " Lund @55.7047,-13.191 ");

    assertThat(draft())
        .isEqualTo(
            """
            {"profile":"anna","title":"T","text":"text","tags":["a","b"],"stream":"s",\
            "language":"sv","warning":"w","place":"Lund@55.7047,-13.191","attachments":[]}""");
  }

  @Test
  void filesArePairedWithTheirTextsByOrder() {
    done("post", "t", "--attach", image.toString(), other.toString(), "--alt", "", "leer");

    assertThat(draft())
        .contains(
            "\"attachments\":[{\"name\":\"bild å.jpg\"},{\"name\":\"b.txt\",\"alt\":\"leer\"}]");
    assertThat(daemon.only().body())
        .contains("name=\"file\"; filename=\"1\"\r\n\r\n")
        .contains("\r\n\r\n\u00ff\u0000\r\n\r\n--" + boundary())
        .contains("name=\"file\"; filename=\"2\"");
  }

  @Test
  void flagsMayStandBeforeTheText() {
    done("post", "--tag", "a", "--attach", image.toString(), "--alt", "x", "--tag", "b", "text");

    assertThat(draft())
        .contains("\"text\":\"text\",\"tags\":[\"a\",\"b\"]")
        .contains("[{\"name\":\"bild å.jpg\",\"alt\":\"x\"}]");
  }

  @Test
  void fileAloneIsAPost() {
    done("post", "--attach", image.toString());

    assertThat(draft()).contains("\"text\":\"\"").contains("bild å.jpg");
  }

  @Test
  void nameOfAFileIsNotPostedAsText() {
    Result result = cli.run("post", image.toString());
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("but it is a file").contains("dagbok post - < FILE");
  }

  @Test
  void fileThatWouldBeTakenForTheTextIsRefused() {
    Result result = cli.run("post", "--attach", image.toString(), other.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("is taken as the text, but it is a file");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void textFromStandardInput() {
    cli.input = "Zeile 1\n\n@anna ü\n".getBytes(StandardCharsets.UTF_8);

    done("post", "-", "--tag", "x");

    assertThat(draft()).contains("\"text\":\"Zeile 1\\n\\n@anna ü\"");
  }

  @Test
  void argumentsStayAsTheyAre() throws IOException {
    Files.writeString(folder.resolve("names"), "expanded");
    done("post", "@" + folder.resolve("names"));
    assertThat(draft()).contains("\"text\":\"@" + folder.resolve("names"));
  }

  @Test
  void textThatBeginsWithADash() {
    Result wrong = cli.run("post", "-5 degrees");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("put -- before text that begins with '-'");

    done("post", "--", "-5 degrees");
    assertThat(draft()).contains("\"text\":\"-5 degrees\"");
  }

  @Test
  void inputThatIsNoTextIsRefused() {
    cli.input = new byte[] {'a', (byte) 0xff};

    Result result = cli.run("post", "-");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("standard input is not UTF-8 text").contains("--attach");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void nothingToPostWithoutTerminal() {
    for (String[] arguments :
        new String[][] {{"post"}, {"post", "--json"}, {"post", "--tag", "x"}}) {
      Result result = cli.run(arguments);
      assertThat(result.code()).isEqualTo(2);
      assertThat(result.err()).contains("there is no text to post").contains("dagbok post -");
    }
  }

  @Test
  void textFromTheEditor() throws IOException {
    Path seen = folder.resolve("seen");
    cli.atTerminal = true;
    Path editor = script("printf 'from editor\\n' > \"$2\"; echo \"$2\" > '" + seen + "'");
    cli.environment.put("EDITOR", editor + " --wait");

    done("post", "--tag", "x");

    assertThat(draft()).contains("\"text\":\"from editor\"");
    assertThat(Path.of(Files.readString(seen).strip())).doesNotExist();
  }

  @Test
  void nothingWrittenInTheEditorIsNoPost() throws IOException {
    cli.atTerminal = true;
    cli.environment.put("VISUAL", script("exit 0").toString());

    Result result = cli.run("post");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("nothing was written");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void whatWasWrittenIsKeptWhenItCanNotBeSent() throws IOException {
    cli.atTerminal = true;
    cli.environment.put("EDITOR", script("echo precious > \"$1\"").toString());
    daemon.refuse("POST posts", 507, "NO_SPACE", "{\"error\":\"the disk is full\",\"hint\":\"h\"}");

    Result result = cli.run("post");

    assertThat(result.err()).startsWith("error: the disk is full\nhint: h; your text is in ");
    Path kept = Path.of(result.err().substring(result.err().lastIndexOf(' ') + 1).strip());
    assertThat(kept).hasContent("precious");
    Files.delete(kept);
  }

  @Test
  void editorThatFailsIsAnError() {
    cli.atTerminal = true;
    cli.environment.put("EDITOR", "exit 3; :");

    Result result = cli.run("post");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("ended with status 3");
  }

  @Test
  void filesThatCanNotBeSentAreToldBeforeAnythingIs() {
    Path missing = folder.resolve("missing.jpg");
    String[][] cases = {
      {missing.toString(), "there is no file " + missing},
      {folder.toString(), folder + " is a folder"},
      {"/dev/null", "/dev/null is no ordinary file"},
      {"/proc/self/mem", "can't read /proc/self/mem"},
    };
    for (String[] wrong : cases) {
      Result result = cli.run("post", "text", "--attach", image.toString(), wrong[0]);
      assertThat(result.code()).isEqualTo(1);
      assertThat(result.err()).startsWith("error: --attach: " + wrong[1]).contains("\nhint: ");
    }
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void moreTextsThanFilesAreRefused() {
    Result result = cli.run("post", "t", "--attach", image.toString(), "--alt", "a", "b");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("more --alt texts than files: 2 and 1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "55.7,13.2 | 55.7,13.2",
        "-90, 180  | -90,180",
        "a@b@1,2   | a@b@1,2",
        "+0.5,-0   | +0.5,-0",
      })
  void places(String given, String sent) {
    done("post", "t", "--at=" + given);
    assertThat(draft()).contains("\"place\":\"" + sent + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Lund", "91,0", "0,181", "1", "1,2,3", "@1,2", "a@", "1e2,3", "NaN,1", ""})
  void wrongPlaces(String place) {
    Result result = cli.run("post", "t", "--at=" + place);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).contains("is no place");
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void brokenOffPostMayBeThereAllTheSame() {
    daemon.raw("POST posts", out -> {});
    assertThat(cli.run("post", "x").err())
        .contains("the daemon's answer broke off")
        .contains("the post may be there all the same: run 'dagbok --home " + folder + " feed'");

    cli.patience = new Patience(Duration.ofMillis(50), Duration.ofMillis(50));
    daemon.stallAfter("POST posts", "");
    Result result = cli.run("post", "x");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).contains("the daemon said nothing").contains("may be there");
  }

  @Test
  void refusalInTheMiddleOfSendingIsTold() throws IOException {
    Files.write(image, new byte[4_000_000]);
    daemon.raw(
        "early POST posts",
        out ->
            FakeDaemon.write(
                out,
                "413 Too Large\r\nDagbok-Reason: TOO_LARGE",
                "application/json",
                "{\"error\":\"too large\",\"hint\":\"make it smaller\"}"));

    Result result = cli.run("post", "x", "--attach", image.toString(), "--json");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("{\"error\":\"too large\",\"hint\":\"make it smaller\"}\n");
  }

  private String boundary() {
    String type = String.valueOf(daemon.only().headers().get("content-type"));
    return type.substring(type.indexOf("boundary=") + "boundary=".length());
  }

  private String draft() {
    String text = daemon.only().text();
    return text.substring(text.indexOf("\r\n\r\n") + 4, text.indexOf("\r\n--" + boundary()));
  }
}
