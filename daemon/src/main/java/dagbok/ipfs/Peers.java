package dagbok.ipfs;

import dagbok.cid.Cid;
import java.time.Duration;
import java.util.List;

/** The IPFS node itself and those that it is connected with. */
public interface Peers {
  /** The IPFS node's own id and the addresses that others reach it by. */
  record Self(String id, List<String> addresses, String version) {}

  /** A connected peer. */
  record Peer(String id, String address) {}

  /** Who and where the IPFS node is; also the cheapest way to ask whether it is up. */
  Self self();

  /** Connects to a peer and keeps the connection when it can. */
  void connect(String address);

  /** The peers connected now. */
  List<Peer> connected();

  /**
   * Tells the DHT that this IPFS node has {@code cid}.
   *
   * @throws IpfsException with {@code FAILED} if it has it not, or no peer is connected
   */
  void provide(Cid cid, Duration timeout);

  /**
   * Other peers that say they have {@code cid}, at most {@code limit}, each with an address; those
   * found when time is over.
   */
  List<Peer> findProviders(Cid cid, int limit, Duration timeout);
}
