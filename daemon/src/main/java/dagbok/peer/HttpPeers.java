package dagbok.peer;

import dagbok.cid.Cid;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsException.Reason;
import dagbok.ipfs.Peers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The embedded IPFS node and the peers that it is linked with over HTTP. */
final class HttpPeers implements Peers {
  private final Neighbourhood neighbourhood;
  private final Dialer dialer;
  private final BlockFinder finder;
  private final Blocks blocks;
  private final Supplier<List<PeerAddress>> addresses;
  private final String version;

  HttpPeers(
      Neighbourhood neighbourhood,
      Dialer dialer,
      BlockFinder finder,
      Blocks blocks,
      Supplier<List<PeerAddress>> addresses,
      String version) {
    this.neighbourhood = neighbourhood;
    this.dialer = dialer;
    this.finder = finder;
    this.blocks = blocks;
    this.addresses = addresses;
    this.version = version;
  }

  @Override
  public Self self() {
    List<String> texts = addresses.get().stream().map(PeerAddress::toString).toList();
    return new Self(neighbourhood.self().toString(), texts, version);
  }

  @Override
  public void connect(String address) {
    try {
      dialer.dial(PeerAddress.parse(address));
    } catch (IllegalArgumentException e) {
      throw new IpfsException(
          Reason.FAILED,
          e.getMessage() + " and this IPFS node speaks HTTP only",
          "Give http://host:port, or /ip4/…/tcp/…/http; other addresses need Kubo",
          e);
    } catch (IOException e) {
      throw new IpfsException(
          Reason.FAILED,
          "nobody is reached at " + address + ": " + e.getMessage(),
          "Check the address, and that the daemon there runs",
          e);
    }
  }

  @Override
  public List<Peer> connected() {
    return neighbourhood.all().stream()
        .map(
            peer ->
                new Peer(
                    peer.id().toString(),
                    peer.address().map(PeerAddress::toString).orElseGet(() -> "/p2p/" + peer.id())))
        .toList();
  }

  /** Peers ask each other what they have, so that there is nothing to tell. */
  @Override
  public void provide(Cid cid, Duration timeout) {
    if (blocks.local(cid).isEmpty()) {
      throw new IpfsException(Reason.FAILED, cid + " is not here", "Put it first", null);
    }
  }

  @Override
  public List<Peer> findProviders(Cid cid, int limit, Duration timeout) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return finder.holders(cid, limit, timeout).stream()
        .map(peer -> new Peer(peer.id().map(PeerId::toString).orElse(""), peer.toString()))
        .toList();
  }
}
