package dagbok.pinning;

import dagbok.cid.Cid;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls of one pinning service. Follows no redirects, so that the token goes nowhere else.
 * Thread-safe.
 *
 * @see <a href="https://ipfs.github.io/pinning-services-api-spec/">IPFS Pinning Service API</a>
 */
public final class PinningService {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_ANSWER_BYTES = 1 << 20;
  private static final int MAX_QUOTED_CHARS = 200;
  private static final int MAX_PINS = 100;

  private final URI base;
  private final String token;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .version(HttpClient.Version.HTTP_1_1)
          .build();

  /**
   * The service at an address.
   *
   * @param base to which {@code /pins} is added
   * @param token what it asks for; never logged
   */
  public PinningService(URI base, String token) {
    this.base = base;
    this.token = token;
  }

  /** Where it is, for people. */
  public String host() {
    return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
  }

  /**
   * The pins of this name, however far they have come.
   *
   * @throws PinningException if it does not answer as it should
   */
  public List<RemotePin> named(String name) {
    String query =
        "?match=exact&status=queued,pinning,pinned,failed&limit="
            + MAX_PINS
            + "&name="
            + URLEncoder.encode(name, StandardCharsets.UTF_8);
    List<RemotePin> pins = new ArrayList<>();
    for (JsonNode result : call("GET", query, Optional.empty()).path("results")) {
      if (result.path("pin").path("name").asString("").equals(name)) {
        pins.add(pin(result));
      }
    }
    return pins;
  }

  /** Asks for a pin; {@code origins} are addresses of who has it. */
  public RemotePin add(Cid cid, String name, List<String> origins) {
    return pin(call("POST", "", Optional.of(wish(cid, name, origins))));
  }

  /** Asks for a pin in the place of another, which goes when the new one is there. */
  public RemotePin replace(RemotePin old, Cid cid, String name, List<String> origins) {
    return pin(call("POST", path(old), Optional.of(wish(cid, name, origins))));
  }

  /** Takes a pin away. */
  public void remove(RemotePin pin) {
    JsonNode unused = call("DELETE", path(pin), Optional.empty());
  }

  private static String path(RemotePin pin) {
    return "/" + URLEncoder.encode(pin.request(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String wish(Cid cid, String name, List<String> origins) {
    Map<String, Object> wish = new LinkedHashMap<>();
    wish.put("cid", cid.toString());
    wish.put("name", name);
    wish.put("origins", origins);
    return JSON.writeValueAsString(wish);
  }

  private JsonNode call(String method, String rest, Optional<String> body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(withoutSlash(base.toString()) + "/pins" + rest))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElse(HttpRequest.BodyPublishers.noBody()))
            .build();
    try {
      HttpResponse<InputStream> answer =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      byte[] bytes;
      try (InputStream in = answer.body()) {
        CompletableFuture.delayedExecutor(TIMEOUT.toSeconds(), TimeUnit.SECONDS)
            .execute(() -> close(in)); // however slowly it comes
        bytes = in.readNBytes(MAX_ANSWER_BYTES + 1);
      }
      return read(answer.statusCode(), bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PinningException("interrupted", "Try again", e);
    } catch (IOException e) {
      throw new PinningException(
          "the pinning service " + host() + " does not answer: " + e.getMessage(),
          "Check keep.service.url and the connection; it is tried again by itself",
          e);
    }
  }

  private static void close(InputStream in) {
    try {
      in.close();
    } catch (IOException e) {
      // it has ended then
    }
  }

  private static String withoutSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private JsonNode read(int status, byte[] bytes) {
    if (status / 100 != 2) {
      throw refused(status, bytes);
    }
    if (bytes.length > MAX_ANSWER_BYTES) {
      throw wrong("more than " + MAX_ANSWER_BYTES + " bytes");
    }
    try {
      return JSON.readTree(bytes.length == 0 ? new byte[] {'{', '}'} : bytes);
    } catch (JacksonException e) {
      throw wrong("no JSON");
    }
  }

  private PinningException refused(int status, byte[] bytes) {
    String said = "status " + status + reason(bytes);
    return switch (status) {
      case 401, 403 ->
          new PinningException(
              "the pinning service " + host() + " does not take the token: " + said,
              "Put the right one into the file of keep.service.secret-file");
      case 404 ->
          new PinningException(
              "the pinning service " + host() + " has no such pin or no such API: " + said,
              "Check keep.service.url");
      case 409, 402, 429 ->
          new PinningException(
              "the pinning service " + host() + " has no room for more now: " + said,
              "See what your account there allows; it is tried again by itself");
      default ->
          new PinningException(
              "the pinning service " + host() + " refuses: " + said, "It is tried again by itself");
    };
  }

  private static String reason(byte[] bytes) {
    try {
      JsonNode error = JSON.readTree(bytes).path("error");
      String text = error.path("details").asString(error.path("reason").asString(""));
      return text.isEmpty() ? "" : ", " + cut(text);
    } catch (JacksonException e) {
      return "";
    }
  }

  private static String cut(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ");
    return line.substring(0, Math.min(line.length(), MAX_QUOTED_CHARS));
  }

  private PinningException wrong(String what) {
    return new PinningException(
        "the pinning service " + host() + " answers with " + what,
        "Check that keep.service.url is that of a Pinning Service API");
  }

  private RemotePin pin(JsonNode node) {
    try {
      List<String> delegates = new ArrayList<>();
      node.path("delegates").forEach(address -> delegates.add(address.asString("")));
      JsonNode info = node.path("info").path("status_details");
      return new RemotePin(
          required(node, "requestid"),
          Cid.parse(required(node.path("pin"), "cid")),
          RemotePin.Status.valueOf(required(node, "status").toUpperCase(Locale.ROOT)),
          cut(info.asString("")),
          delegates);
    } catch (IllegalArgumentException e) {
      throw wrong("a pin that can't be read: " + e.getMessage());
    }
  }

  private static String required(JsonNode node, String field) {
    JsonNode value = node.path(field);
    if (!value.isString()) {
      throw new IllegalArgumentException("no " + field);
    }
    return value.stringValue();
  }
}
