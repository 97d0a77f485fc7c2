package dagbok.pinning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A pinning service in memory that speaks the standard API over loopback. Thread-safe. */
final class FakeService implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** A pin by its request: CID, name, status. */
  record Pin(String cid, String name, String status) {}

  /** What was asked, in order. */
  final List<String> calls = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final Map<String, Pin> pins = new LinkedHashMap<>();
  private int number;
  private String statusOfNew = "queued";
  private int refusal;

  FakeService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/psa/pins", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/psa");
  }

  synchronized List<Pin> pins() {
    return List.copyOf(pins.values());
  }

  /** All that is pinned or comes from now on has this status. */
  synchronized void status(String status) {
    statusOfNew = status;
    pins.replaceAll((request, pin) -> new Pin(pin.cid(), pin.name(), status));
  }

  synchronized void put(String cid, String name) {
    pins.put("request " + ++number, new Pin(cid, name, statusOfNew));
  }

  /** Answers with this status instead; 0: no longer. */
  synchronized void refuse(int status) {
    refusal = status;
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath().substring("/psa/pins".length());
    String request = path.isEmpty() ? "" : decoded(path.substring(1));
    calls.add(exchange.getRequestMethod() + " " + request);
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (refusal > 0
        || !"Bearer secret".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(
          exchange,
          refusal > 0 ? refusal : 401,
          "{\"error\":{\"reason\":\"NOPE\",\"details\":\"not today\"}}");
      return;
    }
    switch (exchange.getRequestMethod()) {
      case "GET" -> {
        String name = decoded(exchange.getRequestURI().getRawQuery().replaceAll(".*name=", ""));
        String results =
            String.join(
                ",",
                pins.entrySet().stream()
                    .filter(pin -> pin.getValue().name().equals(name))
                    .map(pin -> json(pin.getKey(), pin.getValue()))
                    .toList());
        answer(exchange, 200, "{\"count\":1,\"results\":[" + results + "]}");
      }
      case "POST" -> {
        JsonNode wish = JSON.readTree(body);
        pins.remove(request);
        String key = "request " + ++number;
        Pin pin = new Pin(wish.get("cid").asString(), wish.get("name").asString(), statusOfNew);
        pins.put(key, pin);
        answer(exchange, 202, json(key, pin));
      }
      default -> {
        pins.remove(request);
        answer(exchange, 202, "");
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String json(String request, Pin pin) {
    return "{\"requestid\":\""
        + request
        + "\",\"status\":\""
        + pin.status()
        + "\",\"created\":\"2026-11-21T00:00:00Z\",\"pin\":{\"cid\":\""
        + pin.cid()
        + "\",\"name\":\""
        + pin.name()
        + "\"},\"delegates\":[\"/memory/p2p/nobody\"],\"info\":{\"status_details\":\"so far\"}}";
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
