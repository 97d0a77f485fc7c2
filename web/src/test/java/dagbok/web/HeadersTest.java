package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.web.http.Access;
import dagbok.web.http.Route;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every answer tells browsers, whatever it is. */
class HeadersTest {
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
  void everyRouteAnswersWithThePolicyEveryWay() throws IOException {
    for (Route route : site.server.routes().all()) {
      if (route.template().text().endsWith("/events")) {
        continue; // never ends; see LiveTest
      }
      isSafe(route, site.send(plain(route)).headers());
      HttpRequest.Builder allowed =
          plain(route).header("Cookie", site.session()).header("Sec-Fetch-Site", "same-origin");
      isSafe(route, site.send(allowed).headers());
      if (route.access() == Access.API) {
        HttpRequest.Builder api =
            site.api(path(route).substring("/api/v1".length()))
                .method(route.method(), HttpRequest.BodyPublishers.ofString("{}"));
        isSafe(route, site.send(api).headers());
      }
    }
  }

  private HttpRequest.Builder plain(Route route) {
    return site.request(path(route))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .method(route.method(), HttpRequest.BodyPublishers.ofString("name="));
  }

  private String path(Route route) {
    return route
        .template()
        .text()
        .replace("{cid}", site.fake.profiles.list().get(0).head().orElseThrow().toString())
        .replaceAll("\\{[a-z]+}", site.fake.profiles.list().get(0).profile().toString());
  }

  private static void isSafe(Route route, HttpHeaders headers) {
    String what = route.method() + " " + route.template().text();
    String policy = headers.firstValue("Content-Security-Policy").orElse("");
    assertThat(policy).as(what).contains("default-src 'none'").contains("frame-ancestors 'none'");
    assertThat(policy).as(what).doesNotContain("unsafe").doesNotContain("*");
    assertThat(headers.firstValue("X-Content-Type-Options")).as(what).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).as(what).contains("no-referrer");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).as(what).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).as(what).contains("same-origin");
    assertThat(headers.firstValue("Server")).as(what).isEmpty();
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).as(what).isEmpty();
  }

  @Test
  void cookieIsForThisInstallationAndForNoScript() throws IOException {
    String cookie =
        site.get(site.server.openUrl().replace(site.origin(), ""))
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    assertThat(cookie)
        .matches("dagbok-[0-9a-f]{8}=[\\w-]+; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict");
    try (Site other = Site.withProfile(folder.resolve("other"))) {
      assertThat(other.session()).doesNotStartWith(cookie.replaceFirst("=.*", ""));
    }
  }

  @Test
  void wordsShownOnceAreKeptByNobody() {
    for (String path : List.of("/setup/phrase", "/setup/check", "/setup/ready")) {
      HttpResponse<String> page = site.page(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.headers().firstValue("Cache-Control")).as(path).contains("no-store");
      assertThat(page.body().contains("harbor")).as(path).isEqualTo(path.endsWith("phrase"));
    }
    assertThat(site.get("/setup/phrase").statusCode()).isEqualTo(403);
  }

  @Test
  void cameraIsForThePageThatNeedsItAlone() {
    assertThat(permissions("/add")).startsWith("camera=(self), microphone=()");
    assertThat(permissions("/")).startsWith("camera=(), microphone=()");
  }

  private String permissions(String path) {
    return site.page(path).headers().firstValue("Permissions-Policy").orElse("");
  }

  @Test
  void staticFilesAreKeptForEverUnderTheNameOfTheirContent() {
    String page = site.page("/").body();
    for (String kind : List.of("css", "js", "svg")) {
      String path = page.replaceFirst("(?s).*?\"(/static/[^\"]+\\." + kind + ")\".*", "$1");
      HttpResponse<String> file = site.get(path);
      assertThat(file.statusCode()).as(path).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
      String etag = file.headers().firstValue("ETag").orElseThrow();
      HttpRequest.Builder known = site.request(path).header("If-None-Match", etag);
      assertThat(site.send(known).statusCode()).isEqualTo(304);
    }
    assertThat(site.get("/static/dagbok.css").statusCode()).isEqualTo(404);
  }

  @Test
  void strangersPictureCanDoNothing() {
    Cid svg = site.fake.media.put("image/svg+xml", "x.svg", "<svg onload='x()'/>".getBytes(UTF_8));
    HttpHeaders headers = site.page("/media/" + svg).headers();
    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("sandbox; default-src 'none'");
    assertThat(headers.firstValue("Content-Disposition").orElse("")).startsWith("attachment");
    assertThat(headers.firstValue("Content-Type")).contains("image/svg+xml");
  }

  @Test
  void strangersPageIsADownloadOfBytes() {
    for (String mime :
        List.of(
            "text/html",
            "text/html; charset=utf-8",
            "application/xhtml+xml",
            "text/xml",
            "application/pdf",
            "text/javascript",
            "nonsense\r\nX: y",
            "TEXT/HTML")) {
      Cid cid = site.fake.media.put(mime, "x.html", mime.getBytes(UTF_8));
      HttpHeaders headers = site.page("/media/" + cid).headers();
      assertThat(headers.firstValue("Content-Type")).contains("application/octet-stream");
      assertThat(headers.firstValue("Content-Disposition").orElse("")).startsWith("attachment");
    }
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  @Test
  void partsOfAFilmAreGiven() {
    Cid film = site.fake.media.put("video/mp4", "film.mp4", "0123456789".getBytes(UTF_8));
    HttpResponse<String> part = media(film, "bytes=2-4");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).isEqualTo("234");
    assertThat(part.headers().firstValue("Content-Range")).contains("bytes 2-4/10");
    assertThat(media(film, "bytes=-3").body()).isEqualTo("789");
    assertThat(media(film, "bytes=7-").body()).isEqualTo("789");
    assertThat(media(film, "bytes=0-999").headers().firstValue("Content-Range"))
        .contains("bytes 0-9/10");
    assertThat(media(film, "bytes=10-").statusCode()).isEqualTo(416);
    assertThat(media(film, "bytes=0-1,4-5").statusCode()).isEqualTo(200);
    assertThat(media(film, "lines=0-1").statusCode()).isEqualTo(200);
    assertThat(media(film, "bytes=0-9").headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("inline");
  }

  private HttpResponse<String> media(Cid cid, String range) {
    return site.send(
        site.request("/media/" + cid).header("Cookie", site.session()).header("Range", range));
  }
}
