package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths and bodies that are not as they should be. */
class PathsTest {
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
  void detoursLeadToWhatTheyAreAndToNothingElse() throws IOException {
    String cookie = site.session();
    assertThat(raw("/p/../status", cookie).body()).contains("<h1>Status</h1>");
    for (String path :
        List.of(
            "/p/%2e%2e/status",
            "/%2e%2e/status",
            "/p/..%2fstatus",
            "/p/..;/status",
            "/p/%u002e%u002e/status",
            "//status",
            "/status%00",
            "/status/",
            "/static/../secrets/api-token",
            "/static/..%2f..%2fsecrets%2fapi-token",
            "/media/../../etc/passwd")) {
      Raw.Answer answer = raw(path, cookie);
      assertThat(answer.status()).as(path).isIn(400, 404);
      assertThat(answer.body()).as(path).doesNotContain("<h1>Status</h1>");
    }
  }

  @Test
  void detourAroundTheSessionCheckIsNone() throws IOException {
    for (String path : List.of("/static/../status", "/open/../status", "/health/../status")) {
      Raw.Answer answer = raw(path, "");
      assertThat(answer.status()).as(path).isEqualTo(403);
    }
    assertThat(raw("/health/../api/v1/status", "").status()).isEqualTo(401);
  }

  @Test
  void veryLongAddressIsRefused() throws IOException {
    String cookie = site.session();
    assertThat(raw("/" + "a".repeat(60_000), cookie).status()).isEqualTo(414);
    assertThat(raw("/p/" + "a".repeat(8_000), cookie).status()).isIn(400, 404);
    assertThat(raw("/p/" + "b" + "a".repeat(2_000), cookie).status()).isEqualTo(400);
  }

  @Test
  void nonsenseIsAnsweredWithoutTellingAnything() throws IOException {
    for (String request :
        List.of("NONSENSE\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n")) {
      Raw.Answer answer = Raw.send(site.server.port(), request);
      assertThat(answer.status()).isBetween(400, 505);
      assertThat(answer.head() + answer.body()).doesNotContainIgnoringCase("jetty");
      assertThat(answer.body()).doesNotContain("Exception").hasSizeLessThan(100);
      assertThat(answer.header("Content-Security-Policy")).isPresent();
    }
  }

  @Test
  void mistakeOfOnesOwnTellsNoDetails() {
    HttpResponse<String> answer = site.page("/inspect?cid=nonsense");
    assertThat(answer.statusCode()).isEqualTo(400);
    site.fake.profiles.describe(
        site.fake.profiles.list().get(0).profile(), "x", java.util.Arrays.asList("a", null));
    HttpResponse<String> fault = site.page("/p/" + site.fake.profiles.list().get(0).profile());
    assertThat(fault.statusCode()).isEqualTo(500);
    assertThat(fault.body()).contains("Dagbok itself").doesNotContain("NullPointer");
  }

  @Test
  void methodThatAPathDoesNotTakeIsRefused() throws IOException {
    for (String method : List.of("PUT", "DELETE", "OPTIONS", "TRACE", "POST")) {
      Raw.Answer answer =
          Raw.send(
              site.server.port(),
              method
                  + " /people HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                  + "Connection: close\r\n\r\n");
      assertThat(answer.status()).as(method).isEqualTo(405);
      assertThat(answer.header("Allow")).contains("GET");
    }
  }

  @Test
  void headIsAnsweredLikeGetWithoutBody() {
    HttpRequest.Builder head =
        site.request("/status")
            .header("Cookie", site.session())
            .method("HEAD", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> answer = site.send(head);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @Test
  void formLargerThanItsBoundIsRefused() {
    String large = "text=" + "a".repeat(4 * 1024 * 1024);
    assertThat(site.submit("/compose", large).statusCode()).isEqualTo(413);
    String many = "a=1&".repeat(200) + "text=x";
    assertThat(site.submit("/compose", many).statusCode()).isEqualTo(400);
    assertThat(site.submit("/compose", "text=%zz").statusCode()).isEqualTo(400);
    assertThat(site.fake.posts.feed(all())).isEmpty();
  }

  @Test
  void formOfAnotherKindIsRefused() {
    HttpRequest.Builder json =
        site.request("/compose")
            .header("Cookie", site.session())
            .header("Sec-Fetch-Site", "same-origin")
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("text=x"));
    assertThat(site.send(json).statusCode()).isEqualTo(400);
  }

  static dagbok.web.port.Posts.FeedQuery all() {
    return new dagbok.web.port.Posts.FeedQuery(
        java.util.Optional.empty(), java.util.Optional.empty(), java.util.Optional.empty(), 0);
  }

  private Raw.Answer raw(String path, String cookie) throws IOException {
    return Raw.send(
        site.server.port(),
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
            + "Connection: close\r\n\r\n");
  }
}
