package dagbok.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ConfigCommandsTest extends CliTest {
  @Test
  void showCanBeTakenOverIntoTheFile() throws Exception {
    String shown = done("config", "show", "--set", "web.port=9").out();
    Files.writeString(file(), shown);

    assertThat(shown).contains("# whether a browser is opened when the daemon starts\n");
    assertThat(shown).contains("\nweb.port = 9\n");
    assertThat(done("config", "show", "web.port", "--origin").out())
        .matches("web.port = 9  # " + file() + ":[0-9]+\n");
  }

  @Test
  void originOfEachValue() throws Exception {
    Files.writeString(file(), "[web]\nopen = false\n");
    cli.environment.put("DAGBOK_IPFS_KIND", "kubo");

    assertThat(done("config", "show", "--origin", "--set", "peers.port=0").out())
        .isEqualTo(
            """
            ipfs.kind = "kubo"             # DAGBOK_IPFS_KIND
            ipfs.kubo.api = ""             # default
            ipfs.kubo.start = true         # default
            ipfs.kubo.secret-file = ""     # default
            ipfs.kubo.network = "public"   # default
            ipfs.embedded.quota = "50GiB"  # default
            keep.quota = "20GiB"           # default
            keep.service.url = ""          # default
            keep.service.secret-file = ""  # default
            sync.gateways = []             # default
            web.port = 8470                # default
            web.bind = "127.0.0.1"         # default
            web.open = false               # %s:2
            web.hosts = []                 # default
            web.metrics = "token"          # default
            peers.listen = "auto"          # default
            peers.host = "0.0.0.0"         # default
            peers.port = 0                 # --set
            peers.mdns = true              # default
            peers.introduce = true         # default
            peers.discover = true          # default
            """
                .formatted(file()));
  }

  @Test
  void showAsJson() {
    assertThat(done("config", "show", "--json").out().lines())
        .hasSize(21)
        .contains(
            """
            {"key":"web.port","value":8470,"origin":"default",\
            "doc":"the page's port; 0 means any free"}""");
    assertThat(done("config", "show", "--json", "web.hosts", "--set", "web.hosts=a,b").out())
        .startsWith("{\"key\":\"web.hosts\",\"value\":[\"a\",\"b\"],\"origin\":\"--set\"");
  }

  @Test
  void setKeepsTheRestOfTheFile() throws Exception {
    Files.writeString(file(), "# mine\n[web]\nport = 1 # why\n");

    assertThat(done("config", "set", "web.port", "2").out())
        .isEqualTo("web.port = 2 in " + file() + ", from the next start of the daemon on\n");
    assertThat(done("config", "set", "ipfs.kubo.api", "", "--json").out())
        .isEqualTo("{\"key\":\"ipfs.kubo.api\",\"value\":\"\",\"file\":\"" + file() + "\"}\n");
    assertThat(file()).hasContent("# mine\n[web]\nport = 2 # why\n\n[ipfs.kubo]\napi = \"\"\n");
  }

  @Test
  void path() {
    assertThat(done("config", "path").out()).isEqualTo(file() + "\n");
    assertThat(done("config", "path", "--json").out())
        .isEqualTo("{\"path\":\"" + file() + "\",\"exists\":false}\n");
  }

  private Path file() {
    return folder.resolve("dagbok.toml");
  }
}
