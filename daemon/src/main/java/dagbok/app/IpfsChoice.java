package dagbok.app;

import dagbok.config.Config;
import dagbok.ipfs.kubo.KuboBlocks;
import dagbok.ipfs.kubo.KuboPeers;
import dagbok.ipfs.kubo.KuboPins;
import dagbok.ipfs.kubo.KuboPubSub;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import java.util.List;
import java.util.Optional;

/** Which IPFS node to use. */
final class IpfsChoice {
  private IpfsChoice() {}

  static IpfsNode of(Config config) {
    KuboEndpoint endpoint =
        config
            .ipfs()
            .kubo()
            .api()
            .map(api -> KuboEndpoint.parse(api.toString()))
            .orElse(KuboEndpoint.USUAL);
    KuboClient kubo = new KuboClient(endpoint);
    return new IpfsNode(
        new KuboBlocks(kubo),
        new KuboPins(kubo),
        new KuboPubSub(kubo),
        new KuboPeers(kubo),
        "kubo",
        Optional.of(endpoint.toString()),
        "The Kubo at " + endpoint + " is used",
        List.of(),
        kubo::close);
  }
}
