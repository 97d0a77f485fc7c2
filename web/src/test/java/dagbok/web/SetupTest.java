package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.schema.ProfileId;
import dagbok.web.port.Health;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The first run, over pages without scripts and over the API. */
class SetupTest {
  private static final Pattern PLACE = Pattern.compile("name=\"at\" value=\"(\\d+)\"");
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private Site site;

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }

  private ProfileId made(String name) {
    return site.fake.profiles.create(name).profile();
  }

  private List<Integer> asked(String page) {
    List<Integer> places = new ArrayList<>();
    Matcher matcher = PLACE.matcher(page);
    while (matcher.find()) {
      places.add(Integer.valueOf(matcher.group(1)));
    }
    return places;
  }

  private String answer(ProfileId profile, List<Integer> places) {
    List<String> words = site.fake.phrases.words(profile);
    StringBuilder form = new StringBuilder("profile=" + profile);
    places.forEach(at -> form.append("&at=" + at + "&word=" + words.get(at - 1)));
    return form.toString();
  }

  @Test
  void everyStepLeadsToTheNextAndCanBeResumed() {
    String first = site.page("/setup").body();
    assertThat(first).contains("Begin your diary", "A profile is", "aria-current=\"step\"");
    for (String path : List.of("/setup/phrase", "/setup/check", "/setup/node", "/setup/ready")) {
      assertThat(location(site.page(path))).as(path).isEqualTo("/setup");
    }
    assertThat(site.submit("/setup", "name=+").body()).contains("A profile needs a name");
    assertThat(location(site.submit("/setup", "name=%C3%85sa&form=f"))).isEqualTo("/setup/phrase");
    assertThat(location(site.submit("/setup", "name=%C3%85sa&form=f"))).isEqualTo("/setup/phrase");
    assertThat(site.fake.profiles.list()).hasSize(1);
    ProfileId profile = site.fake.profiles.list().get(0).profile();

    assertThat(location(site.page("/setup"))).isEqualTo("/setup/phrase");
    assertThat(site.page("/setup/phrase").body()).contains("Åsa", "<li>harbor</li>");
    List<Integer> asked = asked(site.page("/setup/check").body());
    assertThat(location(site.submit("/setup/check", answer(profile, asked))))
        .isEqualTo("/setup/node");
    assertThat(location(site.page("/setup"))).isEqualTo("/setup/ready");
    assertThat(location(site.page("/setup/phrase"))).isEqualTo("/setup");
    assertThat(location(site.submit("/setup/check", "profile=" + profile + "&at=1&word=x")))
        .isEqualTo("/setup");
    assertThat(site.page("/setup/ready").body())
        .contains("Welcome, <bdi>Åsa</bdi>", "dagbok:" + profile, "role=\"img\"", "qr.png")
        .doesNotContain("not confirmed");
  }

  @Test
  void profileIsBroughtBackByItsPhrase() {
    assertThat(site.page("/setup").body()).contains("href=\"/setup/recover\"");
    assertThat(site.page("/setup/recover").body()).contains("name=\"words\"");
    HttpResponse<String> wrong = site.submit("/setup/recover", "words=one+two");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("no recovery phrase", "one two");

    String words = "words=" + "abandon+".repeat(23) + "art";
    site.fake.recovery.found = false;
    HttpResponse<String> looking = site.submit("/setup/recover", words);
    assertThat(looking.body()).contains("Nobody who has it was found yet", "abandon art");
    assertThat(looking.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(location(site.submit("/setup/recover", words + "&alone=1")))
        .isEqualTo("/setup/node");
    site.fake.recovery.found = true;
    assertThat(location(site.submit("/setup/recover", words))).isEqualTo("/setup/node");
  }

  @Test
  void threePlacesAreAskedForOthersEachTimeAndInOrder() {
    made("Åsa");
    List<List<Integer>> all = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<Integer> asked = asked(site.page("/setup/check").body());
      assertThat(asked).hasSize(3).isSorted().doesNotHaveDuplicates();
      assertThat(asked).allMatch(at -> at >= 1 && at <= 24);
      all.add(asked);
    }
    assertThat(all.stream().distinct()).hasSizeGreaterThan(2);
  }

  @Test
  void wrongWordIsToldByItsPlaceAndNothingIsErased() {
    ProfileId profile = made("Åsa");
    String form = "profile=" + profile + "&at=1&word=HARBOR+&at=2&word=granite&at=24&word=Island";
    String again = location(site.submit("/setup/check", form));
    assertThat(again).isEqualTo("/setup/check?asked=1-2-24&wrong=2");
    HttpResponse<String> answer = site.page(again);
    assertThat(answer.body()).contains("Word 2 is not that one", "aria-invalid=\"true\"");
    assertThat(answer.body()).doesNotContain("granite").doesNotContain("lantern");
    assertThat(asked(answer.body())).containsExactly(1, 2, 24);
    assertThat(site.fake.phrases.waiting()).containsExactly(profile);
    assertThat(location(site.submit("/setup/check", form.replace("granite", "lantern"))))
        .isEqualTo("/setup/node");
    assertThat(site.fake.phrases.waiting()).isEmpty();
  }

  @Test
  void nonsenseInTheAddressAsksForPlacesAnew() {
    made("Åsa");
    for (String query : List.of("asked=1-1-1", "asked=0-25-x", "asked=1-2", "asked=-", "wrong=x")) {
      assertThat(asked(site.page("/setup/check?" + query).body())).as(query).hasSize(3);
    }
  }

  @Test
  void fewerOrOtherPlacesThanAskedForConfirmNothing() {
    ProfileId profile = made("Åsa");
    for (String places :
        List.of(
            "",
            "&at=1&word=harbor",
            "&at=1&word=harbor&at=1&word=harbor&at=1&word=harbor",
            "&at=0&word=x&at=25&word=x&at=99&word=x",
            "&at=1&word=harbor&at=2&word=lantern&at=x&word=x",
            "&at=1&word=harbor&at=2&word=lantern&at=25&word=")) {
      assertThat(site.submit("/setup/check", "profile=" + profile + places).statusCode())
          .as(places)
          .isEqualTo(400);
    }
    assertThat(site.fake.phrases.waiting()).containsExactly(profile);
  }

  @Test
  void phrasePutOffIsRemindedOfUntilItIsConfirmed() {
    ProfileId profile = made("Åsa");
    assertThat(site.page("/setup/ready").body()).contains("not confirmed yet");
    assertThat(site.page("/").body()).contains("not confirmed yet", "href=\"/setup/phrase\"");
    assertThat(location(site.submit("/setup/forget", "profile=" + profile)))
        .isEqualTo("/setup/node");
    assertThat(site.fake.phrases.waiting()).isEmpty();
    assertThat(site.page("/").body()).doesNotContain("not confirmed yet");
  }

  @Test
  void eachProfileIsConfirmedByItself() {
    ProfileId first = made("First");
    ProfileId second = made("Second");
    assertThat(site.page("/setup/phrase").body()).contains("Second");
    site.submit("/setup/forget", "profile=" + second);
    assertThat(site.page("/setup/phrase").body()).contains("First");
    assertThat(site.fake.phrases.waiting()).containsExactly(first);
    assertThat(site.page("/setup?another=1").body()).contains("Another profile");
  }

  @Test
  void nodeIsExplainedWithWhatWouldBeBetter() {
    made("Åsa");
    assertThat(site.page("/setup/node").body())
        .contains("Your Kubo 0.43.0", "It was running already", "12 other IPFS nodes")
        .doesNotContain("Something to mend");
    site.fake.health.warn(new Health.Warning("pubsub-off", "Pubsub is off.", "ipfs config x"));
    assertThat(site.page("/setup/node").body())
        .contains("Something to mend", "Pubsub is off.", "<code>ipfs config x</code>");
  }

  @Test
  void programsDoTheSame() throws IOException {
    JsonNode fresh = get("/setup");
    assertThat(fresh.get("step").asString()).isEqualTo("name");
    assertThat(fresh.get("node").get("title").asString()).isEqualTo("Your Kubo 0.43.0");
    assertThat(site.send(site.api("/setup/phrase")).statusCode()).isEqualTo(404);
    ProfileId profile = made("Åsa");
    JsonNode begun = get("/setup");
    assertThat(begun.get("step").asString()).isEqualTo("phrase");
    assertThat(begun.get("ask").size()).isEqualTo(3);
    assertThat(begun.get("link").asString()).isEqualTo("dagbok:" + profile);
    assertThat(get("/setup/phrase").get("phrase").size()).isEqualTo(24);
    String words =
        "{\"profile\":\"%s\",\"words\":[{\"at\":1,\"word\":\"harbor\"},{\"at\":2,\"word\":\"%s\"},"
            + "{\"at\":3,\"word\":\"violet\"}]}";
    JsonNode wrong = post("/setup/check", words.formatted(profile, "x"), 200);
    assertThat(wrong.get("wrong").get(0).asInt()).isEqualTo(2);
    post("/setup/check", "{\"profile\":\"" + profile + "\",\"words\":[{\"at\":1}]}", 400);
    post("/setup/check", "{\"profile\":\"" + profile + "\"}", 400);
    JsonNode right = post("/setup/check", words.formatted(profile, "lantern"), 200);
    assertThat(right.get("wrong").isEmpty()).isTrue();
    assertThat(get("/setup").get("step").asString()).isEqualTo("ready");
    post("/setup/forget", "{\"profile\":\"" + profile + "\"}", 200);
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(site.send(site.api(path)).body());
  }

  private JsonNode post(String path, String json, int status) throws IOException {
    HttpResponse<String> answer =
        site.send(site.api(path).POST(java.net.http.HttpRequest.BodyPublishers.ofString(json)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return JSON.readTree(answer.body());
  }
}
