package dagbok.peer;

import dagbok.cid.Cid;
import dagbok.ipfs.Peers;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The peers of an IPFS node and those over HTTP. */
final class PeeredPeers implements Peers {
  private final Peers node;
  private final Peers http;

  PeeredPeers(Peers node, Peers http) {
    this.node = node;
    this.http = http;
  }

  @Override
  public Self self() {
    Self self = node.self();
    return new Self(self.id(), both(self.addresses(), http.self().addresses()), self.version());
  }

  private static <T> List<T> both(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  @Override
  public void connect(String address) {
    (PeerAddress.isHttp(address) ? http : node).connect(address);
  }

  @Override
  public List<Peer> connected() {
    return both(node.connected(), http.connected());
  }

  @Override
  public void provide(Cid cid, Duration timeout) {
    node.provide(cid, timeout);
  }

  /**
   * Anybody may tell the DHT any address: one over HTTP would let a stranger choose what this
   * machine asks on its own network.
   */
  @Override
  public List<Peer> findProviders(Cid cid, int limit, Duration timeout) {
    List<Peer> found = http.findProviders(cid, limit, timeout);
    int more = limit - found.size();
    if (more == 0) {
      return found;
    }
    List<Peer> strangers = node.findProviders(cid, more, timeout);
    return both(
        found, strangers.stream().filter(peer -> !PeerAddress.isHttp(peer.address())).toList());
  }
}
