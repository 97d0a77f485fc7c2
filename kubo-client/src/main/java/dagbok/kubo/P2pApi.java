package dagbok.kubo;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * {@code ipfs p2p}: TCP connections carried between peers. Every call fails with {@code P2P_OFF}
 * where the node has not switched it on. Thread-safe.
 */
public final class P2pApi {
  private final Rpc rpc;

  P2pApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** One end of such a way. */
  public record Way(String protocol, String listen, String target) {}

  /** Hands connections that peers open under {@code protocol} (/x/…) to a local TCP address. */
  public void listen(String protocol, String target) {
    rpc.send(RpcCall.of("p2p/listen").arg(protocol).arg(target)).end();
  }

  /** Carries connections to a local TCP address ({@code tcp/0}: any port) to a peer (/p2p/ID). */
  public void forward(String protocol, String listen, String peer) {
    rpc.send(RpcCall.of("p2p/forward").arg(protocol).arg(listen).arg(peer)).end();
  }

  /** All ways, with the ports that were chosen. */
  public List<Way> list() {
    List<Way> ways = new ArrayList<>();
    for (JsonNode way : rpc.send(RpcCall.of("p2p/ls")).json().path("Listeners")) {
      ways.add(
          new Way(
              Json.text(way, "Protocol"),
              Json.text(way, "ListenAddress"),
              Json.text(way, "TargetAddress")));
    }
    return List.copyOf(ways);
  }

  /** Closes all ways of a protocol and gives their number. */
  public int close(String protocol) {
    return rpc.send(RpcCall.of("p2p/close").option("protocol", protocol)).json().asInt(0);
  }
}
