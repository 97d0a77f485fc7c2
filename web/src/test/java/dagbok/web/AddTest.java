package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.cid.Multibase;
import dagbok.schema.ProfileId;
import dagbok.web.port.Follows;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding somebody in every way that there is, and sharing oneself. */
class AddTest {
  @TempDir Path folder;
  private Site site;
  private ProfileId me;
  private ProfileId other;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    me = site.fake.profiles.create("Astrid").profile();
    other = new ProfileId(Cid.of(me.root().codec(), new byte[] {7}));
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<String> send(String path, Multipart form) {
    return site.send(
        form.request(
            site.request(path)
                .header("Cookie", site.session())
                .header("Sec-Fetch-Site", "same-origin")));
  }

  private byte[] qr(ProfileId profile) throws IOException {
    HttpResponse<byte[]> answer;
    try {
      answer =
          site.http.send(
              site.request("/p/" + profile + "/qr.png").header("Cookie", site.session()).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertThat(answer.headers().firstValue("Content-Type")).contains("image/png");
    assertThat(answer.headers().firstValue("Content-Disposition").orElse(""))
        .matches("attachment; filename=\"dagbok-[a-z2-7]{8}\\.png\"");
    return answer.body();
  }

  @Test
  void everyFormOfALinkLeadsToTheSamePreview() {
    String cid = other.toString();
    for (String text :
        List.of(
            cid,
            "  " + cid + "\n",
            other.root().toString(Multibase.BASE36),
            other.root().toString(Multibase.BASE58BTC),
            cid.toUpperCase(java.util.Locale.ROOT),
            "ipfs://" + cid,
            "/ipfs/" + cid,
            "dagbok:" + cid,
            "dagbok:" + cid + "?peer=http://192.0.2.9:8471")) {
      HttpResponse<String> preview =
          send("/add/preview", new Multipart().text("profile", text).file("picture", "", "", ""));
      assertThat(preview.statusCode()).as(text).isEqualTo(200);
      assertThat(preview.body())
          .as(text)
          .contains("Follow this profile?", "Name not known yet", ">" + cid + "<");
      String query = "/add?profile=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
      assertThat(site.page(query).body()).as(text).contains("Follow this profile?");
    }
    assertThat(site.fake.follows.requests).isEmpty();
  }

  @Test
  void addressesOfALinkAreShownBeforeTheyAreTried() {
    String link = "dagbok:" + other + "?peer=/ip4/192.0.2.9/tcp/4001/p2p/x";
    String preview = send("/add/preview", new Multipart().text("profile", link)).body();
    assertThat(preview).contains("<details class=\"more\" open>");
    assertThat(preview).contains(">/ip4/192.0.2.9/tcp/4001/p2p/x</textarea>");
  }

  @Test
  void pictureOfACodeLeadsToThePreview() throws IOException {
    HttpResponse<String> preview =
        send("/add/preview", new Multipart().file("picture", "qr.png", "image/png", qr(me)));
    assertThat(preview.body()).contains("This is your own profile");
    HttpResponse<String> scanned =
        send("/add/scan", new Multipart().file("picture", "c.png", "image/png", qr(me)));
    assertThat(scanned.statusCode()).isEqualTo(200);
    assertThat(scanned.body()).isEqualTo("dagbok:" + me);
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void whatIsNoCodeOrNoLinkIsSaidWithWhatToDo() {
    HttpResponse<String> text =
        send("/add/preview", new Multipart().file("picture", "a.png", "image/png", "no picture"));
    assertThat(text.statusCode()).isEqualTo(400);
    assertThat(text.body()).contains("This is no picture that can be read", "role=\"alert\"");
    assertThat(send("/add/scan", new Multipart().file("picture", "c", "image/png", "x")).body())
        .isEmpty();
    assertThat(send("/add/scan", new Multipart().text("x", "y")).statusCode()).isEqualTo(204);
    HttpResponse<String> none = send("/add/preview", new Multipart().text("profile", " "));
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body()).contains("There is no share link, CID or picture");
    HttpResponse<String> wrong = send("/add/preview", new Multipart().text("profile", "nobody"));
    assertThat(wrong.body())
        .contains("is no share link; was all of it copied?<", "value=\"nobody\"");
  }

  @Test
  void peopleOfThisNetworkAreShownAsWhatTheySayTheyAre() {
    assertThat(site.page("/add").body()).contains("Nobody at the moment");
    site.fake.follows.nearby.add(
        new Follows.Nearby(other.toString(), "<b>Bo</b>", "http://192.0.2.7:8471"));
    site.fake.follows.nearby.add(new Follows.Nearby("nonsense", "Mallory", "http://192.0.2.8"));
    String page = site.page("/add").body();
    assertThat(page).contains("&lt;b>Bo&lt;/b>", "http://192.0.2.7:8471").doesNotContain("Mallory");
    String link = page.replaceFirst("(?s).*href=\"(/add\\?profile=[^\"]+)\".*", "$1");
    assertThat(site.page(link).body())
        .contains("Follow this profile?", "nothing of it is checked yet")
        .contains(">http://192.0.2.7:8471</textarea>");
  }

  @Test
  void neighbourWithoutAnAddressIsShownWithWhatHelps() {
    site.fake.follows.nearby.add(new Follows.Nearby(other.toString(), "Bo", ""));
    String page = site.page("/add").body();
    assertThat(page).contains("no address of its own here", "peers.listen always");
    assertThat(page).contains("/add?profile=dagbok%3A" + other + "\"").doesNotContain("peer%3D");
    assertThat(site.page("/add?profile=dagbok%3A" + other + "%3Fpeer%3D").body())
        .contains("Follow this profile?")
        .doesNotContain("<details class=\"more\" open");
  }

  @Test
  void codeAndLinkAreOnThePagesWhereOneShares() throws IOException {
    for (String path : List.of("/p/" + me, "/add", "/setup/ready")) {
      assertThat(site.page(path).body())
          .as(path)
          .contains("QR code of the share link of Astrid", "fill=\"#fff\"")
          .contains("data-copy=\"dagbok:" + me + "\"", "/p/" + me + "/qr.png");
    }
    ProfileId held = site.fake.profiles.hold("Jonas");
    assertThat(site.page("/p/" + held).body()).contains("dagbok:" + held);
    assertThat(qr(held)).isNotEmpty();
    assertThat(site.page("/p/" + other + "/qr.png").statusCode()).isEqualTo(404);
  }
}
