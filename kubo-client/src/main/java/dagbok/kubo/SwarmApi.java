package dagbok.kubo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** {@code ipfs swarm}: connections to peers. Thread-safe. */
public final class SwarmApi {
  private final Rpc rpc;

  SwarmApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Connects to the peer at a multiaddr that ends in {@code /p2p/} and its id.
   *
   * @throws KuboException with {@code REMOTE} if it cannot be reached, or the address is none
   */
  public void connect(String address, Duration timeout) {
    rpc.send(RpcCall.of("swarm/connect").arg(address).limit(timeout)).end();
  }

  /** Has Kubo keep a connection to that peer, and connect again when it breaks, until it stops. */
  public void keep(String address) {
    rpc.send(RpcCall.of("swarm/peering/add").arg(address)).end();
  }

  /** Ends {@link #keep}. */
  public void release(String peerId) {
    rpc.send(RpcCall.of("swarm/peering/rm").arg(peerId)).end();
  }

  /** The peers connected now, each with the address of its connection. */
  public List<KuboPeer> peers() {
    List<KuboPeer> peers = new ArrayList<>();
    for (JsonNode peer : rpc.send(RpcCall.of("swarm/peers")).json().path("Peers")) {
      peers.add(new KuboPeer(Json.text(peer, "Peer"), List.of(Json.text(peer, "Addr"))));
    }
    return List.copyOf(peers);
  }
}
