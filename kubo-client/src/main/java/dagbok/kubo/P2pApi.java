package dagbok.kubo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * {@code ipfs p2p}: TCP connections carried between peers. Every call fails with {@code P2P_OFF}
 * where the node has not switched it on. Thread-safe.
 */
public final class P2pApi {
  /** Nothing of it asks another node. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Rpc rpc;

  P2pApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** One end of such a way. */
  public record Way(String protocol, String listen, String target) {}

  /** Hands connections that peers open under {@code protocol} (/x/…) to a local TCP address. */
  public void listen(String protocol, String target) {
    rpc.send(call("listen").arg(protocol).arg(target)).end();
  }

  /** Carries connections to a local TCP address ({@code tcp/0}: any port) to a peer (/p2p/ID). */
  public void forward(String protocol, String listen, String peer) {
    rpc.send(call("forward").arg(protocol).arg(listen).arg(peer)).end();
  }

  /** All ways, with the ports that were chosen. */
  public List<Way> list() {
    List<Way> ways = new ArrayList<>();
    for (JsonNode way : rpc.send(call("ls")).json().path("Listeners")) {
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
    return rpc.send(call("close").option("protocol", protocol)).json().asInt(0);
  }

  /** Closes one way, as {@link #list} gave it, if it is there still. */
  public void close(Way way) {
    rpc.send(
            call("close")
                .option("protocol", way.protocol())
                .option("listen-address", way.listen())
                .option("target-address", way.target()))
        .end();
  }

  /** Closes the ways of a protocol that lead to a target, in whatever form that is written. */
  public void close(String protocol, String target) {
    rpc.send(call("close").option("protocol", protocol).option("target-address", target)).end();
  }

  private static RpcCall call(String command) {
    return RpcCall.of("p2p/" + command).patience(PATIENCE);
  }
}
