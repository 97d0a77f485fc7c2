package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.web.port.Health;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What monitors and the status page are told. */
class HealthTest {
  private static final Health.CheckView AWAY =
      new Health.CheckView(
          "ipfs-away",
          Health.State.BROKEN,
          "Kubo at /secret/place is away",
          "ipfs daemon",
          Optional.empty(),
          Optional.empty());
  private static final Health.CheckView ALONE =
      new Health.CheckView(
          "no-peers",
          Health.State.WARNING,
          "Nobody is connected",
          "see that there is a network",
          Optional.of(new Health.Remedy("connect-again", "Connect again")),
          Optional.empty());

  @TempDir Path folder;

  @Test
  void healthTellsStatesAndNothingElseToAnybody() throws IOException {
    try (Site site = new Site(folder)) {
      HttpResponse<String> well = site.get("/health");
      assertThat(well.statusCode()).isEqualTo(200);
      assertThat(well.body())
          .isEqualTo(
              "{\"program\":\"dagbok\",\"status\":\"ok\",\"checks\":{\"disk-full\":\"ok\"}}");

      site.fake.health.find(ALONE);
      assertThat(site.get("/health").statusCode()).isEqualTo(200);
      assertThat(site.get("/health").body()).contains("\"status\":\"warning\"");

      site.fake.health.find(AWAY);
      HttpResponse<String> broken = site.get("/health");
      assertThat(broken.statusCode()).isEqualTo(503);
      assertThat(broken.body())
          .contains("\"status\":\"broken\"", "\"ipfs-away\":\"broken\"")
          .doesNotContain("secret", "Kubo");
    }
  }

  @Test
  void metricsNeedTheTokenUnlessASettingOpensThem() throws IOException {
    try (Site site = new Site(folder)) {
      assertThat(site.get("/metrics").statusCode()).isEqualTo(401);
      String token = Files.readString(site.tokenFile()).strip();
      HttpResponse<String> allowed =
          site.send(site.request("/metrics").header("Authorization", "Bearer " + token));
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.body()).contains("dagbok_profiles 1");
      assertThat(allowed.headers().firstValue("content-type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
    }
    try (Site site =
        new Site(
            folder.resolve("open"),
            s ->
                new WebSettings(
                    s.bind(),
                    s.port(),
                    s.extraHosts(),
                    s.runFolder(),
                    s.socket(),
                    s.secrets(),
                    s.uploads(),
                    s.maxUploadBytes(),
                    true,
                    s.clock(),
                    s.random()))) {
      assertThat(site.get("/metrics").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void statusPageLeadsToThePageOnWhichItIsDone() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      site.fake.health.warn(new Health.Warning("phrase", "Not on paper", "dagbok setup"));
      assertThat(site.page("/status").body())
          .contains("<li class=\"todo\">", "href=\"/setup/phrase\"", "Write it down now")
          .doesNotContain("<code>dagbok setup</code>");
    }
  }

  @Test
  void statusPageOffersWhatCanBeDoneAndDoesIt() throws IOException {
    try (Site site = Site.withProfile(folder)) {
      assertThat(site.page("/status").body()).contains("All is well.", "1 more checks");
      site.fake.health.find(AWAY);
      site.fake.health.find(ALONE);
      assertThat(site.page("/status").body())
          .contains("<code>ipfs daemon</code>", "<button>Connect again</button>");

      HttpResponse<String> done = site.submit("/status", "remedy=connect-again");
      assertThat(done.statusCode()).isEqualTo(200);
      assertThat(done.body()).contains("Done: connect-again");
      assertThat(site.fake.health.done).containsExactly("connect-again");

      HttpResponse<String> refused = site.submit("/status", "remedy=pubsub-on");
      assertThat(refused.statusCode()).isEqualTo(409);
      assertThat(refused.body()).contains("There is nothing to do about it now");
      assertThat(site.submit("/status", "x=y").statusCode()).isEqualTo(400);
    }
  }
}
