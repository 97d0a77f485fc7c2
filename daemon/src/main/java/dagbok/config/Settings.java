package dagbok.config;

import dagbok.config.Config.IpfsKind;
import dagbok.config.Config.Listen;
import dagbok.config.Config.Metrics;
import dagbok.config.Config.Network;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The table of settings: each with its form and bounds, its default, and what it does. */
final class Settings {
  static final Setting<IpfsKind> IPFS_KIND =
      new Setting<>(
          "ipfs.kind",
          ValueType.oneOf(IpfsKind.class),
          "auto",
          "which IPFS node to use; auto takes a Kubo that answers, else starts one, else embeds");
  static final Setting<Optional<ApiAddress>> KUBO_API =
      new Setting<>(
          "ipfs.kubo.api",
          ValueType.address(),
          "",
          "where Kubo's RPC API is, a multiaddr or URL; empty means its usual address");
  static final Setting<Boolean> KUBO_START =
      new Setting<>(
          "ipfs.kubo.start",
          ValueType.flag(),
          "true",
          "whether the daemon may start a Kubo of its own, if an ipfs program is installed");
  static final Setting<Optional<Path>> KUBO_SECRET_FILE =
      new Setting<>(
          "ipfs.kubo.secret-file",
          ValueType.file(),
          "",
          "a file with the secret that Kubo's RPC API asks for; empty means none");
  static final Setting<Network> KUBO_NETWORK =
      new Setting<>(
          "ipfs.kubo.network",
          ValueType.oneOf(Network.class),
          "public",
          "whom a Kubo that the daemon starts talks with: everybody, the local network, or nobody;"
              + " peers over HTTP are another matter: peers.mdns, peers.listen");
  static final Setting<Long> EMBEDDED_QUOTA =
      new Setting<>(
          "ipfs.embedded.quota",
          ValueType.bytes(),
          "50GiB",
          "the most that the embedded IPFS node keeps on the disk");
  static final Setting<Long> KEEP_QUOTA =
      new Setting<>(
          "keep.quota",
          ValueType.bytes(),
          "20GiB",
          "the most that the files of all followed profiles take together");
  static final Setting<Optional<URI>> KEEP_SERVICE =
      new Setting<>(
          "keep.service.url",
          ValueType.url(),
          "",
          "a pinning service that keeps your own profiles too, by its API's address; empty: none");
  static final Setting<Optional<Path>> KEEP_SERVICE_SECRET =
      new Setting<>(
          "keep.service.secret-file",
          ValueType.file(),
          "",
          "a file with the token that the pinning service asks for");
  static final Setting<List<URI>> SYNC_GATEWAYS =
      new Setting<>(
          "sync.gateways",
          ValueType.urls(),
          "",
          "trustless gateways, asked for posts that the IPFS node does not find soon; they see what"
              + " is asked for");
  static final Setting<String> WEB_BIND =
      new Setting<>(
          "web.bind",
          ValueType.ipAddress(),
          "127.0.0.1",
          "the address that the page listens at; any but loopback is for containers and proxies");
  static final Setting<Integer> WEB_PORT =
      new Setting<>("web.port", ValueType.port(), "8470", "the page's port; 0 means any free");
  static final Setting<Boolean> WEB_OPEN =
      new Setting<>(
          "web.open",
          ValueType.flag(),
          "true",
          "whether a browser is opened when the daemon starts");
  static final Setting<List<String>> WEB_HOSTS =
      new Setting<>(
          "web.hosts",
          ValueType.hosts(),
          "",
          "further host names that the page answers to, besides those of loopback");
  static final Setting<Metrics> WEB_METRICS =
      new Setting<>(
          "web.metrics",
          ValueType.oneOf(Metrics.class),
          "token",
          "who may read /metrics: who has the API's token, or every program on this machine");
  static final Setting<Listen> PEERS_LISTEN =
      new Setting<>(
          "peers.listen",
          ValueType.oneOf(Listen.class),
          "auto",
          "when there is a port for peers; auto opens it with the embedded IPFS node only");
  static final Setting<String> PEERS_HOST =
      new Setting<>(
          "peers.host",
          ValueType.host(),
          "0.0.0.0",
          "the address that the port for peers is on; 127.0.0.1 means this machine only");
  static final Setting<Integer> PEERS_PORT =
      new Setting<>(
          "peers.port",
          ValueType.port(),
          "8471",
          "the port for peers, where one is needed; 0 means any free");
  static final Setting<Boolean> PEERS_MDNS =
      new Setting<>(
          "peers.mdns",
          ValueType.flag(),
          "true",
          "whether peers on the local network are looked for by mDNS");
  static final Setting<Boolean> PEERS_INTRODUCE =
      new Setting<>(
          "peers.introduce",
          ValueType.flag(),
          "true",
          "whether peers over HTTP are told the name of your profile if you have only one, so that they can follow");
  static final Setting<Boolean> PEERS_DISCOVER =
      new Setting<>(
          "peers.discover",
          ValueType.flag(),
          "true",
          "whether profiles whose owners want strangers to find them are heard of");

  /** All of them, in the order in which they are shown. */
  static final List<Setting<?>> ALL =
      List.of(
          IPFS_KIND,
          KUBO_API,
          KUBO_START,
          KUBO_SECRET_FILE,
          KUBO_NETWORK,
          EMBEDDED_QUOTA,
          KEEP_QUOTA,
          KEEP_SERVICE,
          KEEP_SERVICE_SECRET,
          SYNC_GATEWAYS,
          WEB_PORT,
          WEB_BIND,
          WEB_OPEN,
          WEB_HOSTS,
          WEB_METRICS,
          PEERS_LISTEN,
          PEERS_HOST,
          PEERS_PORT,
          PEERS_MDNS,
          PEERS_INTRODUCE,
          PEERS_DISCOVER);

  private Settings() {}

  static Optional<Setting<?>> find(String key) {
    return ALL.stream().filter(setting -> setting.key().equals(key)).findFirst();
  }

  /**
   * The setting with this key.
   *
   * @param where the words that tell its place in an error
   * @throws ConfigException if there is none; it names the nearest
   */
  static Setting<?> get(String key, String where) {
    return find(key).orElseThrow(() -> unknown(key, where));
  }

  private static ConfigException unknown(String key, String where) {
    return new ConfigException(
        where + ": there is no setting '" + key + "'",
        Nearest.hint(key, ALL.stream().map(Setting::key).toList()));
  }
}
