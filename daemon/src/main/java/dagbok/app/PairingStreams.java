package dagbok.app;

import com.google.common.io.BaseEncoding;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.ipfs.Streams;
import dagbok.pair.Invitations;
import dagbok.pair.Joiner;
import dagbok.pair.Joins;
import dagbok.peer.PeerAddress;
import dagbok.peer.Peering;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairing by streams that IPFS nodes carry, for devices that no network has in common. Each
 * invitation has a name of its own among the nodes, so that only who was given it can say anything.
 * What is opened at the node is closed at the latest with this. Thread-safe.
 */
final class PairingStreams implements AutoCloseable {
  /** With what all names begin. */
  static final String PREFIX = "/x/dagbok/pair/";

  private static final String PROTOCOL = PREFIX + "2/";
  private static final int NAME_BYTES = 16;

  private static final Logger log = LoggerFactory.getLogger(PairingStreams.class);

  /** Where an IPFS node is, if that is known, and its id; behind that the name. */
  private static final Pattern STREAM =
      Pattern.compile(
          "((?:/[A-Za-z0-9._:-]{1,255}){0,12}/p2p/[A-Za-z0-9]{16,128})("
              + Pattern.quote(PROTOCOL)
              + "[0-9a-f]{32})");

  /** What a node did not close is closed again so often, and after so long. */
  private static final int CLOSE_TRIES = 12;

  private static final Duration CLOSE_PAUSE = Duration.ofSeconds(5);

  private final Optional<Streams> streams;
  private final Peers node;
  private final Peering peering;
  private final SecureRandom random;
  private final Invitations.Later later;
  private final Set<Streams.Way> open = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  PairingStreams(
      Optional<Streams> streams,
      Peers node,
      Peering peering,
      SecureRandom random,
      Invitations.Later later) {
    this.streams = streams;
    this.node = node;
    this.peering = peering;
    this.random = random;
    this.later = later;
  }

  /** Whether an address is one of an IPFS node with a name, and none of HTTP. */
  static boolean isStream(String address) {
    return address.length() <= PeerAddress.MAX_CHARS && STREAM.matcher(address).matches();
  }

  /**
   * Closes what a daemon left that crashed: its port may be somebody else's by now.
   *
   * @throws IpfsException if the node is away
   */
  void closeLeft() {
    try {
      streams.ifPresent(found -> found.closeUnused(PREFIX, this::isInUse));
    } catch (IpfsException e) {
      if (e.reason() == IpfsException.Reason.AWAY) {
        throw e;
      }
      log.debug("the IPFS node carries no streams: {}", e.getMessage());
    }
  }

  /** Whether a port is one of this daemon, or of another one that invites by the same node. */
  private boolean isInUse(int port) {
    if (open.stream().anyMatch(way -> way.port() == port)) {
      return true;
    }
    try {
      return peering.pair(url(port), Joiner.hello()).length > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static String url(int port) {
    return "http://127.0.0.1:" + port;
  }

  /** Lets devices come, if the node does so; it has no effect on other ways if it doesn't. */
  Invitations.Opened listen() {
    if (streams.isEmpty()) {
      return Invitations.Opened.NONE;
    }
    try {
      return listen(streams.get(), new Listening(peering.admitFromHere()));
    } catch (IOException e) {
      log.debug("no port for devices that come by the IPFS node: {}", e.getMessage());
      return Invitations.Opened.NONE;
    }
  }

  private Invitations.Opened listen(Streams found, Listening listening) {
    byte[] name = new byte[NAME_BYTES];
    random.nextBytes(name);
    String protocol = PROTOCOL + BaseEncoding.base16().lowerCase().encode(name);
    open.add(listening);
    try {
      List<String> addresses = PairingAddresses.ofNode(node.self(), protocol);
      listening.way = Optional.of(found.listen(protocol, listening.port()));
      if (!over) {
        return new Invitations.Opened(addresses, () -> close(listening, CLOSE_TRIES));
      }
    } catch (RuntimeException e) {
      log.debug("no device can come by the IPFS node: {}", e.getMessage());
    }
    close(listening, CLOSE_TRIES);
    return Invitations.Opened.NONE;
  }

  /** A port that is not free for others before nothing leads to it. */
  private static final class Listening implements Streams.Way {
    private final Peering.Admission admission;
    private volatile Optional<Streams.Way> way = Optional.empty();

    Listening(Peering.Admission admission) {
      this.admission = admission;
    }

    @Override
    public int port() {
      return admission.port();
    }

    @Override
    public void close() {
      way.ifPresent(Streams.Way::close);
      admission.close();
    }
  }

  /** Closes what is open, now or later: it is not forgotten before that. */
  private void close(Streams.Way way, int tries) {
    if (!open.contains(way)) {
      return;
    }
    try {
      way.close();
      open.remove(way);
    } catch (RuntimeException e) {
      if (tries > 1 && !over) {
        log.debug("the IPFS node did not close a stream: {}", e.getMessage());
        later.run(() -> close(way, tries - 1), CLOSE_PAUSE);
      } else {
        log.warn("the IPFS node did not close a stream: {}", e.getMessage());
      }
    }
  }

  /** The way to a device that invites, opened when something is said. */
  Joins.Way to(String address) {
    Matcher stream = STREAM.matcher(address);
    if (!stream.matches()) {
      throw new IllegalArgumentException(address + " is no stream");
    }
    return new To(stream.group(1), stream.group(2));
  }

  private final class To implements Joins.Way {
    private final String peer;
    private final String protocol;
    private Optional<Streams.Way> way = Optional.empty();
    private boolean closed;

    To(String peer, String protocol) {
      this.peer = peer;
      this.protocol = protocol;
    }

    @Override
    public byte[] say(byte[] message) throws IOException {
      return peering.pair(url(port()), message);
    }

    private synchronized int port() throws IOException {
      checkOpen();
      if (way.isEmpty()) {
        Streams found =
            streams.orElseThrow(() -> new IOException("the IPFS node carries no streams"));
        try {
          way = Optional.of(found.forward(protocol, peer));
        } catch (IpfsException e) {
          throw new IOException(e.getMessage(), e);
        }
        open.add(way.get());
        if (over) {
          close();
        }
        checkOpen();
      }
      return way.get().port();
    }

    private void checkOpen() throws IOException {
      if (closed || over) {
        throw new IOException("it is closed");
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      way.ifPresent(open -> PairingStreams.this.close(open, CLOSE_TRIES));
    }
  }

  @Override
  public void close() {
    over = true;
    open.forEach(way -> close(way, 1));
  }
}
