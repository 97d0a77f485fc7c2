package dagbok.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dagbok.config.Config.IpfsKind;
import dagbok.config.Config.Network;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigSourcesTest {
  @TempDir Path folder;
  private Home home = Home.in(Path.of("/"));

  @BeforeEach
  void home() {
    home = Home.in(folder);
  }

  @Test
  void defaults() {
    assertThat(read("", Map.of()))
        .isEqualTo(
            new Config(
                home,
                new Config.Ipfs(
                    IpfsKind.AUTO,
                    new Config.Kubo(Optional.empty(), true, Optional.empty(), Network.PUBLIC),
                    50L << 30),
                new Config.Keep(20L << 30, Optional.empty(), Optional.empty()),
                new Config.Sync(List.of()),
                new Config.Web("127.0.0.1", 8470, true, List.of(), Config.Metrics.TOKEN),
                new Config.Peers(Config.Listen.AUTO, "0.0.0.0", 8471, true, true, true)));
  }

  @Test
  void defaultsStandInTheTable() {
    assertThat(new ConfigSources(home, Map.of(), List.of()).views(Optional.empty()))
        .map(view -> view.key() + " = " + view.value() + " (" + view.origin() + ")")
        .containsExactly(
            "ipfs.kind = \"auto\" (default)",
            "ipfs.kubo.api = \"\" (default)",
            "ipfs.kubo.start = true (default)",
            "ipfs.kubo.secret-file = \"\" (default)",
            "ipfs.kubo.network = \"public\" (default)",
            "ipfs.embedded.quota = \"50GiB\" (default)",
            "keep.quota = \"20GiB\" (default)",
            "keep.service.url = \"\" (default)",
            "keep.service.secret-file = \"\" (default)",
            "sync.gateways = [] (default)",
            "web.port = 8470 (default)",
            "web.bind = \"127.0.0.1\" (default)",
            "web.open = true (default)",
            "web.hosts = [] (default)",
            "web.metrics = \"token\" (default)",
            "peers.listen = \"auto\" (default)",
            "peers.host = \"0.0.0.0\" (default)",
            "peers.port = 8471 (default)",
            "peers.mdns = true (default)",
            "peers.introduce = true (default)",
            "peers.discover = true (default)");
  }

  @Test
  void fileSetsEverything() {
    Config config =
        read(
            """
            [ipfs]
            kind = "kubo"
            kubo.api = "/ip4/127.0.0.1/tcp/5011"
            kubo.start = false
            kubo.secret-file = "/run/secrets/kubo"
            kubo.network = "lan"
            embedded.quota = "2 TiB"

            [web]
            bind = "::1"
            port = 0
            open = false
            hosts = ["Diary.example", "10.0.0.2"]
            [peers]
            listen = "never"
            host = "::1"
            port = 9000
            mdns = false
            introduce = false
            discover = false
            """,
            Map.of());

    assertThat(config.ipfs())
        .isEqualTo(
            new Config.Ipfs(
                IpfsKind.KUBO,
                new Config.Kubo(
                    Optional.of(URI.create("http://127.0.0.1:5011")),
                    false,
                    Optional.of(Path.of("/run/secrets/kubo")),
                    Network.LAN),
                2L << 40));
    assertThat(config.web())
        .isEqualTo(
            new Config.Web(
                "::1", 0, false, List.of("diary.example", "10.0.0.2"), Config.Metrics.TOKEN));
    assertThat(config.peers())
        .isEqualTo(new Config.Peers(Config.Listen.NEVER, "::1", 9000, false, false, false));
  }

  @Test
  void environmentCountsAboveFileAndFlagAboveBoth() {
    String file = "web.port = 1\npeers.port = 1\nipfs.kind = 'kubo'\n";
    Map<String, String> environment =
        Map.of(
            "DAGBOK_WEB_PORT", "2",
            "DAGBOK_PEERS_PORT", "2",
            "DAGBOK_IPFS_KUBO_SECRET_FILE", "/s",
            "DAGBOK_WEB_HOSTS", "a.example, b.example");

    Config config = read(file, environment, "peers.port=3");

    assertThat(config.ipfs().kind()).isEqualTo(IpfsKind.KUBO);
    assertThat(config.web().port()).isEqualTo(2);
    assertThat(config.web().hosts()).containsExactly("a.example", "b.example");
    assertThat(config.peers().port()).isEqualTo(3);
    assertThat(config.ipfs().kubo().secretFile()).contains(Path.of("/s"));
  }

  @Test
  void originsTellTheLine() {
    write("# mine\n\n[web]\n# a comment\nport = 1\n");

    List<ConfigSources.View> views =
        new ConfigSources(home, Map.of("DAGBOK_PEERS_MDNS", "false"), List.of("web.open=false"))
            .views(Optional.empty());

    assertThat(views)
        .filteredOn(view -> !(view.origin() instanceof Origin.Default))
        .map(view -> view.key() + " " + view.origin())
        .containsExactly(
            "web.port " + folder.resolve("dagbok.toml") + ":5",
            "web.open --set",
            "peers.mdns DAGBOK_PEERS_MDNS");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web.prot = 1                  | 1 | there is no setting 'web.prot'     | 'web.port'",
        "[web]\\n\\nopne = true        | 3 | there is no setting 'web.opne'     | 'web.open'",
        "[ipfs.kubo]\\nsecret = 'x'    | 2 | there is no setting 'ipfs.kubo.secret' | 'ipfs.kubo.secret-file'",
        "# x\\n[ipfs.kub]\\n           | 2 | there is no setting 'ipfs.kub'     | 'ipfs.kubo.api'",
        "ipfs = {kind = 'kubo', x = 1} | 1 | there is no setting 'ipfs.x'       | 'ipfs.kind'",
        "web = 3                       | 1 | there is no setting 'web'          | 'web.port'",
        "\\n\"web.port\" = 3           | 2 | there is no setting '\"web.port\"' | 'web.port'",
        "qqqqq = 3                     | 1 | there is no setting 'qqqqq'        | run 'dagbok config show' for all",
        "web.port = '8470'             | 1 | web.port is a whole number         | 0 to 65535",
        "web.port = 1.5                | 1 | web.port is a whole number         | 0 to 65535",
        "\\nweb.port = 65536           | 2 | '65536' does not fit web.port      | default is 8470",
        "web.port = -1                 | 1 | '-1' does not fit web.port         | default is 8470",
        "web.bind = 'localhost'        | 1 | 'localhost' does not fit web.bind  | 0.0.0.0",
        "web.bind = '127.0.0.256'      | 1 | '127.0.0.256' does not fit web.bin | 0.0.0.0",
        "web.bind = '127.1'            | 1 | '127.1' does not fit web.bind      | 0.0.0.0",
        "web.bind = ':1:'              | 1 | ':1:' does not fit web.bind        | 0.0.0.0",
        "web.open = 'yes'              | 1 | web.open is true or false          | true or false",
        "sync.gateways = ['ftp://a']    | 1 | 'ftp://a' does not fit sync.gateways | URLs",
        "web.hosts = 'a'               | 1 | web.hosts is a list                | host names",
        "web.hosts = ['a:1']           | 1 | 'a:1' does not fit web.hosts       | host names",
        "ipfs.kind = 'kobo'            | 1 | expected one of auto, kubo, embedded | \"auto\"",
        "ipfs.kubo.api = 'ftp://x'     | 1 | expected a multiaddr               | multiaddr",
        "ipfs.kubo.secret-file = 'x'   | 1 | expected an absolute path          | secret",
        "[web]\\nport = \\n            | 2 |                                    | quotes",
        "ipfs.kind = kubo              | 1 |                                    | quotes",
        "web.port = 1\\nweb.port = 2   | 2 |                                    | quotes",
      })
  void errorsTellLineAndNearestKey(String toml, int line, String error, String hint) {
    write(toml.replace("\\n", "\n"));

    ConfigException e =
        catchThrowableOfType(
            ConfigException.class, () -> new ConfigSources(home, Map.of(), List.of()).config());

    assertThat(e.error()).startsWith(folder.resolve("dagbok.toml") + ":" + line + ": ");
    assertThat(e.error() + "; " + e.hint())
        .contains(error == null ? "" : error)
        .contains(hint.equals("host names") ? "" : hint);
  }

  @Test
  void emptySectionsAreNoError() {
    assertThat(read("[web]\n#port = 1\n[ipfs.kubo]\n", Map.of()).web().port()).isEqualTo(8470);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web.port", "web.prot=1", "web.port=x", "=1", "ipfs.kubo.api=/ip4/1"})
  void wrongAssignmentsAreErrorsWithoutReadingTheFile(String assignment) {
    write("not toml");

    assertThatThrownBy(
            () -> new ConfigSources(home, Map.of(), List.of(assignment)).checkAssignments())
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("--set");
  }

  @Test
  void unknownVariablesAreErrorsIfTheyLookLikeSettings() {
    for (String variable : new String[] {"DAGBOK_WEB_PROT", "DAGBOK_IPFS_X", "DAGBOK_IPSF_KIND"}) {
      assertThatThrownBy(() -> read("", Map.of(variable, "1")))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(variable);
    }
    assertThat(read("", Map.of("DAGBOK_SERVICE_HOST", "10.0.0.1", "DAGBOK_HOME", "/x")))
        .isNotNull();
  }

  @Test
  void wrongVariableNamesItself() {
    assertThatThrownBy(() -> read("", Map.of("DAGBOK_WEB_PORT", "tcp://1")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("DAGBOK_WEB_PORT: 'tcp://1' does not fit web.port");
  }

  @Test
  void fileThatIsNoTextIsAnError() throws IOException {
    Files.write(home.configFile(), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> new ConfigSources(home, Map.of(), List.of()).config())
        .hasMessageContaining("not UTF-8");

    Files.delete(home.configFile());
    Files.createDirectory(home.configFile());
    assertThatThrownBy(() -> new ConfigSources(home, Map.of(), List.of()).config())
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("can't read");
  }

  @ParameterizedTest
  @CsvSource({
    "/ip4/127.0.0.1/tcp/5001, http://127.0.0.1:5001",
    "/ip6/::1/tcp/5001/http, http://[::1]:5001",
    "/dns4/kubo/tcp/443/https, https://kubo:443",
    "http://127.0.0.1:5001, http://127.0.0.1:5001",
    "https://kubo.example/api, https://kubo.example/api"
  })
  void apiAddresses(String text, String url) {
    assertThat(ApiAddress.parse(text)).isEqualTo(new ApiAddress(text, URI.create(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:5001",
        "/ip4/127.0.0.1",
        "/ip4/127.0.0.1/udp/1",
        "/ip4/127.0.0.1/tcp/70000",
        "/unix/x",
        "http:///",
        "file:///etc",
        "/ip4//tcp/5001",
        "/ip4/a b/tcp/1",
        "http://a b"
      })
  void wrongApiAddresses(String text) {
    assertThatThrownBy(() -> ApiAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private Config read(String toml, Map<String, String> environment, String... assignments) {
    write(toml);
    return new ConfigSources(home, environment, List.of(assignments)).config();
  }

  private void write(String toml) {
    try {
      Files.writeString(home.configFile(), toml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
