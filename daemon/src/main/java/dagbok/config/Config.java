package dagbok.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The settings of one daemon, checked. What each means, its default and its bounds stand in the
 * table {@code Settings}; {@code dagbok config show} prints them.
 */
public record Config(Home home, Ipfs ipfs, Keep keep, Sync sync, Web web, Peers peers) {
  /** Which IPFS node the daemon uses. */
  public enum IpfsKind {
    /** A Kubo that answers, else one that the daemon starts, else the embedded node. */
    AUTO,
    /** Kubo only. */
    KUBO,
    /** The embedded node only. */
    EMBEDDED
  }

  /** Whom a Kubo that the daemon starts may talk with. */
  public enum Network {
    /** Everybody. */
    PUBLIC,
    /** The local network. */
    LAN,
    /** Nobody but who is connected by hand. */
    NONE
  }

  /** Who may read the numbers for monitors. */
  public enum Metrics {
    /** Who has the API's token. */
    TOKEN,
    /** Every program on this machine. */
    OPEN
  }

  /** When there is a port for peers. */
  public enum Listen {
    /** With the embedded IPFS node. */
    AUTO,
    /** Always. */
    ALWAYS,
    /** Never. */
    NEVER
  }

  /**
   * The IPFS node.
   *
   * @param quotaBytes the most that the embedded one keeps
   */
  public record Ipfs(IpfsKind kind, Kubo kubo, long quotaBytes) {}

  /**
   * Kubo.
   *
   * @param api where its RPC API is; absent: its usual address
   * @param start whether the daemon may start one of its own
   * @param secretFile a file with the secret for its API, absolute
   * @param network for one that the daemon starts
   */
  public record Kubo(
      Optional<URI> api, boolean start, Optional<Path> secretFile, Network network) {}

  /**
   * The local page.
   *
   * @param bind the numeric address to listen at
   * @param port 0: any free one
   * @param open whether a browser is opened at start
   * @param hosts further host names that it answers to, lower case, without port
   * @param metrics who may read the numbers for monitors
   */
  public record Web(String bind, int port, boolean open, List<String> hosts, Metrics metrics) {
    /** Copies the list. */
    public Web {
      hosts = List.copyOf(hosts);
    }
  }

  /**
   * What is kept of followed profiles.
   *
   * @param quota the most bytes of files of all of them
   * @param service a pinning service for one's own profiles
   * @param serviceSecretFile a file with the token that it asks for
   */
  public record Keep(long quota, Optional<URI> service, Optional<Path> serviceSecretFile) {}

  /**
   * Catching up with profiles.
   *
   * @param gateways trustless gateways to ask for what the IPFS node does not find soon
   */
  public record Sync(List<URI> gateways) {
    /** Copies the list. */
    public Sync {
      gateways = List.copyOf(gateways);
    }
  }

  /**
   * Peers over HTTP.
   *
   * @param host the address that their port is on
   * @param port 0: any free one
   * @param mdns whether peers on the local network are looked for and told
   * @param introduce whether peers are told the name of one's own profile, if there is one alone
   * @param discover whether profiles whose owners want to be found are heard of
   */
  public record Peers(
      Listen listen, String host, int port, boolean mdns, boolean introduce, boolean discover) {}
}
