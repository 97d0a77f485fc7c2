package dagbok.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dagbok.kubo.KuboEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The RPC API of a Kubo from before Dagbok, as far as it says who it is. */
public final class OldKubo implements AutoCloseable {
  private static final Map<String, String> ANSWERS =
      Map.of(
          "/api/v0/version", "{\"Version\":\"0.29.0\"}",
          "/api/v0/id", "{\"ID\":\"12D3KooWOld\",\"Addresses\":[]}",
          "/api/v0/pubsub/ls", "{\"Strings\":[]}");

  private final HttpServer server;

  private OldKubo(HttpServer server) {
    this.server = server;
  }

  /** Answers on a free port of loopback. */
  public static OldKubo start() throws IOException {
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(free, 0);
    server.createContext("/", OldKubo::answer);
    server.start();
    return new OldKubo(server);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String answer = ANSWERS.get(exchange.getRequestURI().getPath());
      byte[] bytes =
          (answer == null ? "404 page not found" : answer).getBytes(StandardCharsets.UTF_8);
      exchange
          .getResponseHeaders()
          .set("Content-Type", answer == null ? "text/plain" : "application/json");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Where it answers. */
  public KuboEndpoint endpoint() {
    return KuboEndpoint.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
