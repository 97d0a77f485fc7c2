package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cli.CliRun.Result;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CommandsTest extends CliTest {
  @Test
  void status() {
    String json =
        "{\"version\":\"0.1.0\",\"page\":\"http://localhost:8470/\",\"ipfs\":{\"kind\":\"kubo\","
            + "\"version\":\"0.43.0\",\"api\":\"http://127.0.0.1:5001\",\"peers\":3,\"up\":true},"
            + "\"profiles\":["
            + ANNA
            + ","
            + BO
            + "],\"warnings\":[{\"code\":\"pubsub-off\","
            + "\"text\":\"Pubsub is off\",\"fix\":\"run 'ipfs config'\"}],\"outbox\":1}";
    daemon.on("GET status", json).on("GET profiles", ANNA + "\n" + BO + "\n");

    assertThat(done("status").out())
        .isEqualTo(
            """
            Dagbok  0.1.0
            Page    http://localhost:8470/
            IPFS    kubo 0.43.0 at http://127.0.0.1:5001, 3 peers
            Outbox  1 object not yet in IPFS

            Profiles
              Anna  yours, in use  2 entries  in step, pinned          %s
              Bo    followed       1 entry    catching up, not pinned  bafybo

            warning: Pubsub is off
              hint: run 'ipfs config'
            """
                .formatted(ROOT));
    assertThat(done("status", "--json").out()).isEqualTo(json + "\n");
  }

  @Test
  void statusOfAFreshDaemon() {
    daemon.on("GET profiles", "");
    daemon.on(
        "GET status",
        "{\"version\":\"0.1.0\",\"page\":\"p\",\"ipfs\":{\"kind\":\"embedded\",\"peers\":1,"
            + "\"up\":false,\"why\":\"no Kubo answers\"},\"profiles\":[],\"warnings\":[]}");

    assertThat(done("status").out())
        .isEqualTo(
            """
            Dagbok  0.1.0
            Page    p
            IPFS    embedded, 1 peer, not answering; no Kubo answers

            No profile yet: run 'dagbok profile create NAME'

            Nothing is wrong.
            """);
  }

  @Test
  void openPrintsTheAddress() {
    daemon.on("POST open", "{\"url\":\"http://localhost:8470/open?t=x\"}");

    assertThat(done("open", "--print").out()).isEqualTo("http://localhost:8470/open?t=x\n");
    assertThat(done("open").out()).as("no screen").isEqualTo("http://localhost:8470/open?t=x\n");
    assertThat(done("open", "--print", "--json").out())
        .isEqualTo("{\"url\":\"http://localhost:8470/open?t=x\"}\n");
  }

  @Test
  void openStartsTheBrowserWithTheAddressAlone() throws IOException {
    Path seen = folder.resolve("seen");
    Path browser = script("printf '%s,' \"$@\" > " + seen);
    cli.environment.put("BROWSER", browser.toString());
    daemon.on("POST open", "{\"url\":\"http://localhost:8470/open?t=x\"}");

    assertThat(done("open").out()).startsWith("The page is open in your browser.");
    assertThat(seen).hasContent("http://localhost:8470/open?t=x,");

    daemon.on("POST open", "{\"url\":\"http://x/\",\"file\":\"/run/a b.html\"}");
    done("open");
    assertThat(seen).as("no token where others see it").hasContent("file:///run/a%20b.html,");

    daemon.on("POST open", "{\"url\":\"--help\"}");
    assertThat(done("open").out()).isEqualTo("--help\n");
  }

  @Test
  void withoutACommandThePageOfTheDaemonThatRunsIsOpened() throws IOException {
    Path seen = folder.resolve("seen");
    Path browser = script("printf '%s,' \"$@\" > " + seen);
    cli.environment.put("BROWSER", browser.toString());
    daemon.on("POST open", "{\"url\":\"http://localhost:8470/open?t=x\"}");

    assertThat(done().out()).startsWith("The page is open in your browser.");
    assertThat(seen).hasContent("http://localhost:8470/open?t=x,");
    assertThat(done("--json").out()).isEqualTo("{\"url\":\"http://localhost:8470/open?t=x\"}\n");

    cli.environment.put("DAGBOK_WEB_OPEN", "false");
    assertThat(done().out()).isEqualTo("http://localhost:8470/open?t=x\n");
    assertThat(cli.ran).isEmpty();
  }

  @Test
  void withSettingsADaemonIsRunAllTheSame() {
    done("--set", "web.port=0");
    done("run");

    assertThat(cli.ran).hasSize(2);
    assertThat(daemon.asked()).isEmpty();
  }

  @Test
  void feed() {
    String first =
        "{\"entry\":\""
            + ENTRY
            + "\",\"profile\":\""
            + ROOT
            + "\",\"profileName\":\"Anna\","
            + "\"time\":1762952580,\"kind\":\"post\",\"title\":\"At the sea\","
            + "\"text\":\"It was a long way down to the sea, and the gulls were loud.\\n\\n"
            + "- one \\u001b[2J\",\"tags\":[\"sea\",\"gulls\"],\"contents\":[{\"cid\":\"bafkimg\","
            + "\"size\":123456,\"mime\":\"image/jpeg\",\"name\":\"sea.jpg\",\"alt\":\"Waves\"}],"
            + "\"place\":\"Lund@55.7,13.2\",\"state\":\"IN_IPFS\"}";
    String second =
        "{\"entry\":\"bafyother\",\"profile\":\""
            + ROOT
            + "\",\"time\":0,\"kind\":\"post\","
            + "\"texts\":[{\"text\":\"secret\"}],\"warning\":\"spiders\",\"tags\":[],"
            + "\"contents\":[],\"state\":\"unchecked\"}";
    daemon.on("GET feed?limit=20", first + "\n" + second + "\n");
    daemon.on("GET feed?limit=2", first + "\n" + second);

    assertThat(done("feed").out())
        .isEqualTo(
            """
            Anna, 2025-11-12 14:03  #sea #gulls
              At the sea
              It was a long way down to the sea, and the gulls were
              loud.

              - one \ufffd[2J
              [sea.jpg, image/jpeg, 123 kB]: Waves bafkimg
              At Lund@55.7,13.2
              %s, in IPFS

            bafyreid…exmolq, 1970-01-01 01:00
              Warning: spiders
              (hidden; to read it, run 'dagbok entry show bafyother')
              bafyother, history not yet checked

            """
                .formatted(ENTRY));
    assertThat(done("feed", "--json").out()).isEqualTo(first + "\n" + second + "\n");
    assertThat(done("feed", "--limit", "2").out()).endsWith("Older ones: add --before bafyother\n");
  }

  @Test
  void feedAsksForWhatIsWanted() {
    daemon.on("GET feed?limit=0&profile=anna&before=" + ENTRY + "&tag=caf%C3%A9%20%26", "");

    assertThat(
            done("feed", "anna", "--limit", "0", "--before", "ipfs://" + ENTRY, "--tag", "café &")
                .out())
        .isEqualTo("No posts.\n");

    daemon.on("GET feed?limit=20&as=" + ROOT, "");
    assertThat(done("--profile", "dagbok:" + ROOT + "?peer=x", "feed", "--json").out()).isEmpty();
  }

  @Test
  void follow() {
    String answer =
        "{\"profile\":\""
            + ROOT
            + "\",\"name\":\"Anna\",\"progress\":\"LOOKING\","
            + "\"trouble\":\"no peer answers\"}";
    daemon.on("POST follows", answer);

    Result result =
        done(
            "follow",
            "dagbok:" + ROOT + "?peer=/ip4/192.0.2.7/tcp/4001&peer=http%3A%2F%2Fx%2B1",
            "--peer",
            "http://b.example",
            "--stream",
            "music",
            "--tag",
            "x");

    assertThat(result.out())
        .isEqualTo(
            "Following Anna " + ROOT + ": looking for somebody who has it\n  no peer answers\n");
    assertThat(daemon.only().headers()).containsEntry("content-type", "application/json");
    assertThat(daemon.only().text())
        .isEqualTo(
            "{\"profile\":\""
                + ROOT
                + "\",\"peers\":[\"/ip4/192.0.2.7/tcp/4001\","
                + "\"http://x+1\",\"http://b.example\"],\"stream\":\"music\",\"tag\":\"x\"}");
    assertThat(done("follow", ROOT, "--json").out()).isEqualTo(answer + "\n");
  }

  @Test
  void unfollow() {
    daemon.raw("DELETE follows/anna", out -> out.write(FakeDaemon.ascii("HTTP/1.1 204 X\r\n\r\n")));

    assertThat(done("unfollow", "anna").out()).isEqualTo("No longer following anna\n");
    assertThat(done("unfollow", "anna", "--json").out())
        .isEqualTo("{\"profile\":\"anna\",\"followed\":false}\n");
  }

  @Test
  void anotherOfOnesOwnProfilesFollowsAndUnfollows() {
    daemon.on("POST follows", "{\"profile\":\"" + ROOT + "\"}");
    daemon.on("DELETE follows/anna?as=my%20other", "{\"profile\":\"anna\"}");

    done("follow", ROOT, "--profile", "work");
    assertThat(daemon.only().text()).contains("\"as\":\"work\"");
    done("unfollow", "anna", "--profile", "my other");
  }

  @Test
  void peers() {
    String line = "{\"id\":\"12D3\",\"addresses\":[\"/ip4/1.2.3.4/tcp/1\"],\"profiles\":[\"x\"]}";
    daemon.on("GET peers", line + "\n");

    assertThat(done("peers").out()).isEqualTo("12D3  1 profile\n  /ip4/1.2.3.4/tcp/1\n");
    assertThat(done("peers", "--json").out()).isEqualTo(line + "\n");

    daemon.on("GET peers", "");
    assertThat(done("peers").out()).startsWith("No peers yet:");
    assertThat(done("peers", "--json").out()).isEmpty();
  }

  @Test
  void discover() {
    String line = "{\"profile\":\"" + ROOT + "\",\"peers\":[],\"time\":1800000000}";
    daemon.on("GET found", line + "\n");

    assertThat(done("discover").out()).isEqualTo("2027-01-15T08:00:00Z  " + ROOT + "\n");
    assertThat(done("discover", "--json").out()).isEqualTo(line + "\n");

    daemon.on("GET found", "");
    assertThat(done("discover").out()).startsWith("Nobody was heard of yet.");
    assertThat(done("discover", "--json").out()).isEmpty();
  }

  @Test
  void profileFindable() {
    daemon.on("GET profiles/anna/findable", "{\"profile\":\"" + ROOT + "\",\"findable\":false}");
    assertThat(done("profile", "findable", "anna").out())
        .isEqualTo("Strangers are not told of anna\n");
    assertThat(cli.run("profile", "findable", "anna", "maybe").err())
        .contains("'maybe' is neither yes nor no", "findable PROFILE yes");
  }

  @Test
  void profileIsMadeFindable() {
    daemon.on("POST profiles/anna/findable", "{\"profile\":\"" + ROOT + "\",\"findable\":true}");
    assertThat(done("profile", "findable", "anna", "yes").out())
        .isEqualTo("Strangers are told of anna\n");
    assertThat(daemon.only().text()).isEqualTo("{\"findable\":true}");
  }

  @Test
  void entryShow() {
    String json =
        "{\"entry\":\""
            + ENTRY
            + "\",\"profileName\":\"Bo\",\"stream\":\"bugs\",\"time\":0,"
            + "\"kind\":\"post\",\"text\":\"legs\",\"warning\":\"spiders\",\"state\":\"SAVED\"}";
    daemon.on("GET entries/" + ENTRY, json);

    assertThat(done("entry", "show", "dagbok:" + ENTRY).out())
        .isEqualTo(
            """
            Bo in bugs, 1970-01-01 01:00
              Warning: spiders
              legs
              %s, saved here

            """
                .formatted(ENTRY));
    assertThat(done("entry", "show", ENTRY, "--json").out()).isEqualTo(json + "\n");
  }
}
