package dagbok.kubo;

import dagbok.cid.Cid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code ipfs routing}: who has what, in the DHT. Thread-safe. */
public final class RoutingApi {
  /** The kind of event that names a provider. */
  private static final int PROVIDER = 4;

  private final Rpc rpc;

  RoutingApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /**
   * Tells the DHT that this node has {@code cid}, now and at intervals.
   *
   * @throws KuboException with {@code REMOTE} if no peer is connected
   */
  public void provide(Cid cid, Duration timeout) {
    rpc.send(RpcCall.of("routing/provide").arg(cid).limit(timeout)).end();
  }

  /**
   * Peers that say they have {@code cid}, as they are found, this node among them if it has it. An
   * end by the timeout comes as a {@link KuboException} with {@code TIMEOUT}, behind what was
   * found.
   */
  public KuboStream<KuboPeer> findProviders(Cid cid, int limit, Duration timeout) {
    RpcCall call =
        RpcCall.of("routing/findprovs").arg(cid).option("num-providers", limit).limit(timeout);
    return new KuboStream<>(rpc.send(call).lines(), RoutingApi::provider);
  }

  private static Optional<KuboPeer> provider(JsonNode event) {
    JsonNode peer = event.path("Responses").path(0);
    if (event.path("Type").asInt(-1) != PROVIDER || peer.isMissingNode()) {
      return Optional.empty();
    }
    List<String> addresses = new ArrayList<>();
    peer.path("Addrs").forEach(address -> addresses.add(address.asString()));
    return Optional.of(new KuboPeer(Json.text(peer, "ID"), addresses));
  }
}
