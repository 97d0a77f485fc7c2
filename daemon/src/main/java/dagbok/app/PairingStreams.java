package dagbok.app;

import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.ipfs.Streams;
import dagbok.pair.Joins;
import dagbok.peer.PeerAddress;
import dagbok.peer.Peering;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pairing by streams that IPFS nodes carry, for devices that no network has in common. What is
 * opened at the node is closed at the latest with this. Thread-safe.
 */
final class PairingStreams implements AutoCloseable {
  /** The name of it among IPFS nodes. */
  static final String PROTOCOL = "/x/dagbok/pair/1";

  private static final Logger log = LoggerFactory.getLogger(PairingStreams.class);

  /** Where an IPFS node is, if that is known, and its id. */
  private static final Pattern NODE =
      Pattern.compile("(/[A-Za-z0-9._:-]{1,255}){0,12}/p2p/[A-Za-z0-9]{16,128}");

  private final Optional<Streams> streams;
  private final Peers node;
  private final Peering peering;
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  PairingStreams(Optional<Streams> streams, Peers node, Peering peering) {
    this.streams = streams;
    this.node = node;
    this.peering = peering;
  }

  /** Whether an address is one of an IPFS node, and none of HTTP. */
  static boolean isNode(String address) {
    return address.length() <= PeerAddress.MAX_CHARS
        && !PeerAddress.isHttp(address)
        && NODE.matcher(address).matches();
  }

  /** A way that devices come by, with the addresses to give them. */
  record Listening(List<String> addresses, AutoCloseable way) {}

  /** Lets devices come, if the node does so; it has no effect on other ways if it doesn't. */
  Listening listen() {
    if (streams.isEmpty()) {
      return new Listening(List.of(), () -> {});
    }
    Closers closers = new Closers();
    try {
      Peering.Admission admission = peering.admitFromHere();
      closers.add(admission::close);
      List<String> addresses = PairingAddresses.ofNode(node.self());
      closers.add(streams.get().listen(PROTOCOL, admission.port())::close);
      open.add(closers);
      return new Listening(addresses, () -> close(closers));
    } catch (IOException | IpfsException e) {
      log.debug("no device can come by the IPFS node: {}", e.getMessage());
      closers.close();
      return new Listening(List.of(), () -> {});
    }
  }

  private void close(AutoCloseable way) {
    if (open.remove(way)) {
      try {
        way.close();
      } catch (Exception e) {
        log.warn("the IPFS node did not close {}: {}", PROTOCOL, e.getMessage());
      }
    }
  }

  /** The way to a device that invites, opened when something is said. */
  Joins.Way to(String address) {
    return new To(address);
  }

  private final class To implements Joins.Way {
    private final String address;
    private Optional<Streams.Way> way = Optional.empty();
    private boolean closed;

    To(String address) {
      this.address = address;
    }

    @Override
    public byte[] say(byte[] message) throws IOException {
      return peering.pair("http://127.0.0.1:" + port(), message);
    }

    private synchronized int port() throws IOException {
      if (closed || over) {
        throw new IOException("it is closed");
      }
      try {
        if (way.isEmpty()) {
          Streams found =
              streams.orElseThrow(() -> new IOException("the IPFS node carries no streams"));
          way = Optional.of(found.forward(PROTOCOL, address));
          open.add(way.get());
        }
        return way.get().port();
      } catch (IpfsException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    @Override
    public synchronized void close() {
      closed = true;
      way.ifPresent(PairingStreams.this::close);
    }
  }

  @Override
  public void close() {
    over = true;
    open.forEach(this::close);
  }
}
