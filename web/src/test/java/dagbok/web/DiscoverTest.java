package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Discovery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of strangers who want to be found. */
final class DiscoverTest {
  @TempDir Path folder;
  private Site site;
  private ProfileId me;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    me = site.fake.profiles.create("Astrid").profile();
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void strangersCanBeLookedAtAndFollowed() {
    assertThat(site.page("/discover").body()).contains("Nobody was heard of yet");
    assertThat(site.page("/add").body()).contains("href=\"/discover\"");
    ProfileId stranger = new ProfileId(Cid.of(me.root().codec(), new byte[] {7}));
    site.fake.discovery.strangers.add(
        new Discovery.Found(stranger, List.of("http://192.0.2.7:8471"), 1_800_000_000));
    String page = site.page("/discover").body();
    assertThat(page).contains("Somebody", "2027");
    String link = page.replaceFirst("(?s).*href=\"(/add\\?profile=[^\"]+)\".*", "$1");
    assertThat(site.page(link).body())
        .contains("Follow this profile?", stranger.toString(), ">http://192.0.2.7:8471</textarea>");
  }

  @Test
  void oneIsFoundOnlyIfOneWantsIt() {
    assertThat(site.page("/discover").body()).contains("Let strangers find me");
    site.submit("/discover", "profile=" + me + "&findable=yes");
    assertThat(site.fake.discovery.isFindable(me)).isTrue();
    assertThat(site.page("/discover").body()).contains("Tell them no more");
    site.submit("/discover", "profile=" + me + "&findable=no");
    assertThat(site.fake.discovery.isFindable(me)).isFalse();
  }
}
