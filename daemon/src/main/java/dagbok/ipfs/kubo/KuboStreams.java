package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Streams;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.P2pApi;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ipfs p2p}. A Kubo has one end of each kind for a protocol; one that a daemon left behind
 * gives way.
 */
final class KuboStreams implements Streams {
  private static final Logger log = LoggerFactory.getLogger(KuboStreams.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.\\d{1,3}){3}|localhost|\\[?::1\\]?");
  private static final String HERE = "/ip4/127.0.0.1/tcp/";
  private static final String ID_PART = "/p2p/";

  private final KuboClient kubo;

  private KuboStreams(KuboClient kubo) {
    this.kubo = kubo;
  }

  /** Those of a Kubo on this machine; one elsewhere has its ends there. */
  static Optional<Streams> of(KuboClient kubo) {
    String host = String.valueOf(kubo.endpoint().base().getHost());
    return LOOPBACK.matcher(host).matches() ? Optional.of(new KuboStreams(kubo)) : Optional.empty();
  }

  @Override
  public Way listen(String protocol, int port) {
    return KuboFailures.call(
        () -> {
          closeAll(protocol, way -> !way.target().startsWith(ID_PART));
          kubo.p2p().listen(protocol, HERE + port);
          return found(protocol, way -> way.target().equals(HERE + port), P2pApi.Way::target);
        });
  }

  @Override
  public Way forward(String protocol, String peer) {
    String id = peer.substring(peer.lastIndexOf(ID_PART));
    return KuboFailures.call(
        () -> {
          connect(peer, id);
          closeAll(protocol, way -> way.target().startsWith(ID_PART));
          kubo.p2p().forward(protocol, HERE + 0, id);
          return found(protocol, way -> way.target().equals(id), P2pApi.Way::listen);
        });
  }

  private void connect(String peer, String id) {
    try {
      if (!peer.equals(id)) {
        kubo.swarm().connect(peer, CONNECT_TIMEOUT);
      }
    } catch (KuboException e) {
      log.debug("{} is not reached where it was said to be: {}", id, e.getMessage());
    }
  }

  private void closeAll(String protocol, Predicate<P2pApi.Way> which) {
    kubo.p2p().list().stream()
        .filter(way -> way.protocol().equals(protocol))
        .filter(which)
        .forEach(kubo.p2p()::close);
  }

  private Way found(
      String protocol, Predicate<P2pApi.Way> which, Function<P2pApi.Way, String> here) {
    P2pApi.Way way =
        kubo.p2p().list().stream()
            .filter(w -> w.protocol().equals(protocol))
            .filter(which)
            .findFirst()
            .orElseThrow(
                () ->
                    new IpfsException(
                        IpfsException.Reason.FAILED,
                        "Kubo does not know of " + protocol + ", which it was told of",
                        "dagbok doctor",
                        null));
    String address = here.apply(way);
    return new KuboWay(way, Integer.parseInt(address.substring(address.lastIndexOf('/') + 1)));
  }

  private final class KuboWay implements Way {
    private final P2pApi.Way way;
    private final int port;

    KuboWay(P2pApi.Way way, int port) {
      this.way = way;
      this.port = port;
    }

    @Override
    public int port() {
      return port;
    }

    @Override
    public void close() {
      KuboFailures.run(() -> kubo.p2p().close(way));
    }
  }
}
