package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.web.http.Access;
import dagbok.web.http.Route;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may come in. */
class GateTest {
  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = Site.withProfile(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void strangersNameForThisMachineIsRefusedWithCauseAndCure() throws IOException {
    for (String path : List.of("/", "/status", "/api/v1/status", "/health", "/open", "/nowhere")) {
      Raw.Answer answer = raw("GET " + path + " HTTP/1.1\r\nHost: evil.example:8470\r\n");
      assertThat(answer.status()).as(path).isEqualTo(421);
      assertThat(answer.body()).contains("evil.example").contains("web.hosts");
      assertThat(answer.body()).doesNotContain("Astrid");
    }
  }

  @Test
  void namesThatOnlyLookLikeOnesOwnAreRefused() throws IOException {
    for (String host :
        List.of(
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "evil.example:80",
            "localhost@evil.example",
            "0.0.0.0",
            "127.0.0.2",
            "xlocalhost")) {
      Raw.Answer answer = raw("GET / HTTP/1.1\r\nHost: " + host + "\r\n");
      assertThat(answer.status()).as(host).isIn(421, 400);
    }
  }

  @Test
  void absentOrDoubledOrContradictingHostIsRefused() throws IOException {
    assertThat(raw("GET / HTTP/1.1\r\n").status()).isEqualTo(400);
    assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n").status())
        .isEqualTo(400);
    assertThat(raw("GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n").status())
        .isIn(400, 421);
    assertThat(raw("GET / HTTP/1.0\r\n").status()).isIn(307, 421);
  }

  @Test
  void configuredNameIsAnswered() throws IOException {
    Raw.Answer answer = raw("GET / HTTP/1.1\r\nHost: diary.example\r\n");
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("Referrer-Policy")).contains("same-origin");
  }

  @Test
  void numberIsSentToLocalhostAndProgramsAreNot() throws IOException {
    Raw.Answer page = raw("GET /p/x?y=1 HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n");
    assertThat(page.status()).isEqualTo(307);
    assertThat(page.header("Location")).contains(site.origin() + "/p/x?y=1");
    assertThat(raw("GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n").status())
        .isEqualTo(200);
    assertThat(raw("GET / HTTP/1.1\r\nHost: [::1]:" + port() + "\r\n").header("Location"))
        .contains(site.origin() + "/");
  }

  @Test
  void withoutSessionEveryPageSaysHowToGetOneAndNothingElse() {
    for (Route route : site.server.routes().all()) {
      if (route.access() == Access.SESSION) {
        HttpResponse<String> answer = ask(route, "Sec-Fetch-Site", "same-origin");
        assertThat(answer.statusCode()).as(route.template().text()).isEqualTo(403);
        assertThat(answer.body()).contains("dagbok open").doesNotContain("Astrid");
      }
    }
  }

  @Test
  void withoutTokenTheApiAnswersNothing() {
    for (Route route : site.server.routes().all()) {
      if (route.access() == Access.API) {
        HttpResponse<String> answer = ask(route, "Cookie", site.session());
        assertThat(answer.statusCode()).as(route.template().text()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(answer.headers().firstValue("Dagbok-Reason")).contains("BAD_INPUT");
      }
    }
  }

  @Test
  void wrongTokenIsNoToken() {
    HttpRequest.Builder request =
        site.request("/api/v1/status").header("Authorization", "Bearer x");
    assertThat(site.send(request).statusCode()).isEqualTo(401);
  }

  @Test
  void everyChangeNeedsThePageItselfToAsk() {
    for (Route route : site.server.routes().all()) {
      if (route.access() == Access.SESSION && !route.method().equals("GET")) {
        for (String site : List.of("cross-site", "same-site", "none")) {
          assertThat(change(path(route), "Sec-Fetch-Site", site))
              .as(route.template().text() + " " + site)
              .isEqualTo(403);
        }
      }
    }
    assertThat(site.fake.profiles.list()).hasSize(1);
  }

  @Test
  void originCountsWhereTheBrowserSaysNothingElse() {
    assertThat(change("/setup", "Origin", "http://evil.example")).isEqualTo(403);
    assertThat(change("/setup", "Origin", "http://localhost:1")).isEqualTo(403);
    assertThat(change("/setup", "Origin", "null")).isEqualTo(403);
    assertThat(change("/setup", "X-Nothing", "1")).isEqualTo(403);
    assertThat(change("/setup", "Origin", site.origin())).isEqualTo(303);
  }

  @Test
  void secFetchSiteIsBelievedBeforeOrigin() {
    HttpRequest.Builder request =
        site.form("/setup", "name=X")
            .header("Cookie", site.session())
            .header("Origin", site.origin())
            .header("Sec-Fetch-Site", "same-site");
    assertThat(site.send(request).statusCode()).isEqualTo(403);
  }

  @Test
  void otherSitesMayGoToAPageButNotLoadIt() {
    String cookie = site.session();
    HttpRequest.Builder load =
        site.request("/status").header("Cookie", cookie).header("Sec-Fetch-Site", "same-site");
    assertThat(site.send(load).statusCode()).isEqualTo(403);
    HttpRequest.Builder go =
        site.request("/status")
            .header("Cookie", cookie)
            .header("Sec-Fetch-Site", "same-site")
            .header("Sec-Fetch-Mode", "navigate")
            .header("Sec-Fetch-Dest", "document");
    assertThat(site.send(go).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenOpensOnce() {
    String url = site.server.openUrl().replace(site.origin(), "");
    HttpResponse<String> first = site.get(url);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Set-Cookie")).isPresent();
    HttpResponse<String> second = site.get(url);
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(second.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(second.body()).contains("dagbok open");
  }

  @Test
  void lookingAtATokenWithHeadDoesNotUseItUp() {
    String url = site.server.openUrl().replace(site.origin(), "");
    HttpRequest.Builder head =
        site.request(url).method("HEAD", HttpRequest.BodyPublishers.noBody());
    assertThat(site.send(head).headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(site.get(url).statusCode()).isEqualTo(200);
  }

  @Test
  void tokenAndSessionRunOut() {
    String url = site.server.openUrl().replace(site.origin(), "");
    site.clock.advance(Duration.ofMinutes(11));
    assertThat(site.get(url).statusCode()).isEqualTo(403);
    String cookie = site.session();
    site.clock.advance(Duration.ofDays(16));
    HttpResponse<String> aging = site.send(site.request("/status").header("Cookie", cookie));
    assertThat(aging.headers().firstValue("Set-Cookie")).isPresent();
    site.clock.advance(Duration.ofDays(15));
    assertThat(site.send(site.request("/status").header("Cookie", cookie)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void forgedSessionIsNone() {
    String cookie = site.session();
    char last = cookie.charAt(cookie.length() - 2);
    String forged = cookie.substring(0, cookie.length() - 2) + (last == 'A' ? 'B' : 'A') + "A";
    for (String wrong : List.of(forged, cookie.replaceFirst("=.*", "="), "dagbok=1", "")) {
      HttpRequest.Builder request = site.request("/status").header("Cookie", wrong);
      assertThat(site.send(request).statusCode()).as(wrong).isEqualTo(403);
    }
  }

  @Test
  void sessionOutlivesTheServerButNotItsKey() throws IOException {
    String cookie = site.session();
    site.close();
    site = Site.withProfile(folder);
    assertThat(site.send(site.request("/status").header("Cookie", cookie)).statusCode())
        .isEqualTo(200);
    site.close();
    java.nio.file.Files.delete(folder.resolve("secrets/session-key"));
    site = Site.withProfile(folder);
    assertThat(site.send(site.request("/status").header("Cookie", cookie)).statusCode())
        .isEqualTo(403);
  }

  private int port() {
    return site.server.port();
  }

  private Raw.Answer raw(String head) throws IOException {
    return Raw.send(port(), head + "Connection: close\r\n\r\n");
  }

  private int change(String path, String header, String value) {
    return site.send(
            site.form(path, "name=Mallory").header("Cookie", site.session()).header(header, value))
        .statusCode();
  }

  private static String path(Route route) {
    return route.template().text().replaceAll("\\{[a-z]+}", "x");
  }

  private HttpResponse<String> ask(Route route, String header, String value) {
    String path = path(route);
    HttpRequest.BodyPublisher body =
        route.method().equals("POST")
            ? HttpRequest.BodyPublishers.ofString("name=x")
            : HttpRequest.BodyPublishers.noBody();
    return site.send(
        site.request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header(header, value)
            .method(route.method(), body));
  }
}
