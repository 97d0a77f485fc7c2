package dagbok.app;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Our own names as a peer: the IPFS node's, as soon as it says it, and that over HTTP. */
final class Ourselves implements Supplier<Set<String>> {
  private final Peers peers;
  private final String overHttp;
  private volatile Optional<String> node = Optional.empty();

  Ourselves(Peers peers, String overHttp) {
    this.peers = peers;
    this.overHttp = overHttp;
  }

  @Override
  public Set<String> get() {
    if (node.isEmpty()) {
      try {
        node = Optional.of(peers.self().id());
      } catch (IpfsException e) {
        return Set.of(overHttp); // it is asked again next time
      }
    }
    String known = node.get();
    return known.equals(overHttp) ? Set.of(known) : Set.of(known, overHttp);
  }
}
