package dagbok.kubo.process;

import java.util.List;
import java.util.Map;

/** Whom a Kubo that we start may meet. */
public enum KuboNetwork {
  /** Everybody: the public DHT, and the local network. */
  PUBLIC,
  /** The local network: peers found there by mDNS, and those that it is told to connect to. */
  LAN,
  /** Peers on this machine that it is told to connect to; for tests and trials. */
  NONE;

  private static final List<String> EVERYWHERE =
      List.of(
          "/ip4/0.0.0.0/tcp/%d",
          "/ip6/::/tcp/%d",
          "/ip4/0.0.0.0/udp/%d/quic-v1",
          "/ip4/0.0.0.0/udp/%d/quic-v1/webtransport",
          "/ip4/0.0.0.0/udp/%d/webrtc-direct",
          "/ip6/::/udp/%d/quic-v1",
          "/ip6/::/udp/%d/quic-v1/webtransport",
          "/ip6/::/udp/%d/webrtc-direct");

  private static final List<String> LOOPBACK = List.of("/ip4/127.0.0.1/tcp/%d");

  /** The settings that make it so, all of them each time, so that one can be changed to another. */
  Map<String, String> settings(int swarmPort) {
    String mode =
        this == PUBLIC
            ? """
            Bootstrap = ["auto"]
            DNS.Resolvers = {".": "auto"}
            Routing.DelegatedRouters = ["auto"]
            Ipns.DelegatedPublishers = ["auto"]
            AutoConf.Enabled = null
            AutoTLS.Enabled = null
            HTTPRetrieval.Enabled = null
            Swarm.RelayClient.Enabled = null
            Swarm.DisableNatPortMap = false
            """
            : """
            Bootstrap = []
            DNS.Resolvers = {}
            Routing.DelegatedRouters = []
            Ipns.DelegatedPublishers = []
            AutoConf.Enabled = false
            AutoTLS.Enabled = false
            HTTPRetrieval.Enabled = false
            Swarm.RelayClient.Enabled = false
            Swarm.DisableNatPortMap = true
            """;
    boolean alone = this == NONE;
    Map<String, String> settings = KuboSetup.parse(mode);
    settings.put("Addresses.Swarm", addresses(alone ? LOOPBACK : EVERYWHERE, swarmPort));
    settings.put("Discovery.MDNS.Enabled", String.valueOf(!alone));
    settings.put("Routing.LoopbackAddressesOnLanDHT", alone ? "true" : "null");
    return settings;
  }

  private static String addresses(List<String> formats, int port) {
    return formats.stream()
        .map(format -> '"' + String.format(format, port) + '"')
        .toList()
        .toString();
  }
}
