package dagbok.kubo;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Kubo itself: who it is, how it is set up. Thread-safe. */
public final class NodeApi {
  private final Rpc rpc;

  NodeApi(Rpc rpc) {
    this.rpc = rpc;
  }

  /** Who this node is, and where others reach it. */
  public KuboPeer id() {
    JsonNode id = rpc.send(RpcCall.of("id")).json();
    List<String> addresses = Json.texts(id.path("Addresses"));
    return new KuboPeer(Json.text(id, "ID"), addresses);
  }

  /** The version that runs. */
  public KuboVersion version() {
    String text = Json.text(rpc.send(RpcCall.of("version")).json(), "Version");
    try {
      return KuboVersion.parse(text);
    } catch (IllegalArgumentException e) {
      throw new KuboException(
          KuboException.Reason.PROTOCOL, "Kubo says that its version is \"" + text + "\"", e);
    }
  }

  /** A setting such as {@code Pubsub.Enabled} as JSON text, if it is set. */
  public Optional<String> setting(String key) {
    try {
      return Optional.of(rpc.send(RpcCall.of("config").arg(key)).json().path("Value").toString());
    } catch (KuboException e) {
      if (e.reason() == KuboException.Reason.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Writes a setting; most take effect when Kubo starts next. */
  public void set(String key, String json) {
    rpc.send(RpcCall.of("config").arg(key).arg(json).option("json", true)).end();
  }

  /** Has Kubo stop; it may take a while. */
  public void shutdown() {
    rpc.send(RpcCall.of("shutdown")).end();
  }
}
