package dagbok.web;

import dagbok.web.fake.FakeDaemon;
import dagbok.web.guard.BearerToken;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A server with a fake daemon behind it, and a client that behaves like a browser, or does not. */
final class Site implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T14:30:00Z");
  static final long MAX_UPLOAD_BYTES = 3 * 1024 * 1024;

  static {
    System.setProperty("jdk.httpclient.allowRestrictedHeaders", "connection");
  }

  final FakeDaemon fake;
  final MovableClock clock = new MovableClock(NOW, ZoneOffset.UTC);
  final WebSettings settings;
  final WebServer server;
  final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Site(Path folder) throws IOException {
    this(folder, settings -> settings);
  }

  Site(Path folder, UnaryOperator<WebSettings> change) throws IOException {
    fake = new FakeDaemon(clock);
    settings =
        change.apply(
            new WebSettings(
                "127.0.0.1",
                0,
                Set.of("diary.example"),
                folder.resolve("run"),
                folder.resolve("run/socket"),
                folder.resolve("secrets"),
                folder.resolve("uploads"),
                MAX_UPLOAD_BYTES,
                false,
                clock,
                new SecureRandom()));
    server = WebServer.start(settings, fake.port());
  }

  /** With a profile in use. */
  static Site withProfile(Path folder) throws IOException {
    Site site = new Site(folder);
    site.fake.profiles.create("Astrid");
    return site;
  }

  String origin() {
    return "http://localhost:" + server.port();
  }

  URI uri(String path) {
    return URI.create(origin() + path);
  }

  /** On a connection of its own: one that the server ends meanwhile can't be used again. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Connection", "close");
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path));
  }

  /** A session's cookie, as it is sent back. */
  String session() {
    String token = URI.create(server.openUrl()).getQuery();
    HttpResponse<String> opened = get("/open?" + token);
    return opened.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
  }

  /** A page as a browser with a session gets it. */
  HttpResponse<String> page(String path) {
    return send(request(path).header("Cookie", session()));
  }

  /** A form as a browser with a session sends it from the page itself. */
  HttpResponse<String> submit(String path, String form) {
    return send(
        form(path, form).header("Cookie", session()).header("Sec-Fetch-Site", "same-origin"));
  }

  HttpRequest.Builder form(String path, String form) {
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(form));
  }

  /** The file of the API's token. */
  Path tokenFile() {
    return settings.secrets().resolve(BearerToken.FILE);
  }

  /** A request of a program that has the token. */
  HttpRequest.Builder api(String path) throws IOException {
    String token = Files.readString(tokenFile(), StandardCharsets.UTF_8).strip();
    return request("/api/v1" + path).header("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    server.close();
  }
}
