package dagbok.ipfs.memory;

import dagbok.cid.Cid;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import java.time.Duration;
import java.util.List;

/** A node in memory and those that it is connected with. */
final class MemoryPeers implements Peers {
  private static final String ADDRESS = "/memory/p2p/";

  private final MemoryIpfs node;

  MemoryPeers(MemoryIpfs node) {
    this.node = node;
  }

  @Override
  public Self self() {
    node.checkUp();
    return new Self(node.id(), List.of(address(node)), "memory");
  }

  private static String address(MemoryIpfs node) {
    return ADDRESS + node.id();
  }

  @Override
  public void connect(String address) {
    node.checkUp();
    String id = address.substring(address.lastIndexOf('/') + 1);
    MemoryIpfs other =
        node.network()
            .find(id)
            .filter(found -> address(found).equals(address))
            .orElseThrow(
                () ->
                    new IpfsException(
                        IpfsException.Reason.FAILED,
                        "nobody is at " + address,
                        "Check the address",
                        null));
    node.network().connect(node, other);
  }

  @Override
  public List<Peer> connected() {
    node.checkUp();
    return node.network().neighbours(node).stream().map(MemoryPeers::peer).toList();
  }

  private static Peer peer(MemoryIpfs node) {
    return new Peer(node.id(), address(node));
  }

  @Override
  public void provide(Cid cid, Duration timeout) {
    node.checkUp();
    node.network().provide(cid, node);
  }

  @Override
  public List<Peer> findProviders(Cid cid, int limit, Duration timeout) {
    node.checkUp();
    if (limit < 1) {
      throw new IllegalArgumentException("limit " + limit);
    }
    return node.network().providers(cid).stream()
        .filter(provider -> provider != node)
        .limit(limit)
        .map(MemoryPeers::peer)
        .toList();
  }
}
