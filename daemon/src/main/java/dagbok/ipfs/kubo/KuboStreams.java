package dagbok.ipfs.kubo;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Streams;
import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboException;
import dagbok.kubo.P2pApi;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code ipfs p2p} of a Kubo whose loopback is that of this machine. That its API answers on
 * loopback does not say so: a container or a tunnel may be behind it, and its ports elsewhere.
 */
final class KuboStreams implements Streams {
  private static final Logger log = LoggerFactory.getLogger(KuboStreams.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int LOOPBACK_TIMEOUT_MILLIS = 2_000;
  private static final Pattern LOOPBACK =
      Pattern.compile("127(\\.\\d{1,3}){3}|localhost|\\[?::1\\]?");
  private static final String HERE = "/ip4/127.0.0.1/tcp/";
  private static final String ID_PART = "/p2p/";

  /** Nobody listens under this name. */
  private static final String TRIAL = "/x/dagbok/trial";

  private final KuboClient kubo;

  KuboStreams(KuboClient kubo) {
    this.kubo = kubo;
  }

  /** Those of a Kubo that may be on this machine. */
  static Optional<Streams> of(KuboClient kubo) {
    String host = String.valueOf(kubo.endpoint().base().getHost());
    return LOOPBACK.matcher(host).matches() ? Optional.of(new KuboStreams(kubo)) : Optional.empty();
  }

  @Override
  public Way listen(String protocol, int port) {
    String target = HERE + port;
    return opened(
        protocol,
        target,
        () -> kubo.p2p().listen(protocol, target),
        way -> way.target().equals(target),
        P2pApi.Way::target);
  }

  @Override
  public Way forward(String protocol, String peer) {
    String id = peer.substring(peer.lastIndexOf(ID_PART));
    return opened(
        protocol,
        id,
        () -> {
          connect(peer, id);
          kubo.p2p().forward(protocol, HERE + 0, id);
        },
        way -> way.target().startsWith(ID_PART), // an id has more than one form
        P2pApi.Way::listen);
  }

  /** Leaves nothing open if it fails. */
  private Way opened(
      String protocol,
      String target,
      Runnable opening,
      Predicate<P2pApi.Way> which,
      Function<P2pApi.Way, String> here) {
    return KuboFailures.call(
        () -> {
          checkHere();
          kubo.p2p().close(protocol, target);
          try {
            opening.run();
            return found(protocol, which, here);
          } catch (RuntimeException e) {
            closeAfter(e, protocol, target);
            throw e;
          }
        });
  }

  private void closeAfter(RuntimeException failure, String protocol, String target) {
    try {
      kubo.p2p().close(protocol, target);
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  /** That a port which Kubo opens on loopback is one of this machine. */
  private void checkHere() {
    String self = ID_PART + kubo.node().id().id();
    P2pApi.Way trial;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      trial = new P2pApi.Way(TRIAL, HERE + free.getLocalPort(), self);
    } catch (IOException e) {
      throw elsewhere(e);
    }
    try {
      kubo.p2p().forward(trial.protocol(), trial.listen(), trial.target());
      touch(port(trial.listen()));
    } catch (IOException e) {
      throw elsewhere(e);
    } finally {
      kubo.p2p().close(trial);
    }
  }

  private static void touch(int port) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LOOPBACK_TIMEOUT_MILLIS);
    }
  }

  private static IpfsException elsewhere(IOException cause) {
    return new IpfsException(
        IpfsException.Reason.FAILED,
        "the ports that Kubo opens are not on this machine: " + cause.getMessage(),
        "dagbok device invite --file FILE",
        cause);
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

  @Override
  public void closeUnused(String prefix, IntPredicate inUse) {
    KuboFailures.run(
        () ->
            kubo.p2p().list().stream()
                .filter(way -> way.protocol().startsWith(prefix))
                .filter(way -> way.target().startsWith(HERE) && !inUse.test(port(way.target())))
                .forEach(kubo.p2p()::close));
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf('/') + 1));
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
    return new KuboWay(way, port(here.apply(way)));
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
