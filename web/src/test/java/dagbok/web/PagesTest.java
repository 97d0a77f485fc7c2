package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import dagbok.cid.Cid;
import dagbok.schema.ProfileId;
import dagbok.web.port.Follows;
import dagbok.web.port.Posts;
import dagbok.web.port.SealedCopies;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as they are without scripts. */
class PagesTest {
  private static final String ATTRIBUTE_OF_A_STRANGER =
      "<[a-zA-Z][^<>\"]*(\"[^\"]*\"[^<>\"]*)*\\sonx=";

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
  void withoutProfileTheFirstPageIsSetup() throws IOException {
    try (Site fresh = new Site(folder.resolve("fresh"))) {
      assertThat(location(fresh.page("/"))).isEqualTo("/setup");
      assertThat(location(fresh.page("/compose"))).isEqualTo("/setup");
      for (String path :
          List.of("/add", "/people", "/settings/replication", "/status", "/inspect", "/tag/x")) {
        assertThat(fresh.page(path).body())
            .as(path)
            .contains("You have no profile yet. <a href=\"/setup\">");
      }
      fresh.fake.follows.follow(
          new Follows.Request(
              fresh.fake.profiles.hold("Jonas"),
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty()));
      assertThat(fresh.page("/").body()).contains("has arrived yet", "You have no profile yet");
    }
  }

  @Test
  void formWithFilesPublishesAndLeadsToThePost() throws IOException {
    Multipart form =
        new Multipart()
            .text("title", "Åska")
            .text("text", "Line one\r\n\r\n**Line** two")
            .text("tags", "#weather, gotland  weather")
            .file("file", "", "application/octet-stream", "")
            .text("alt", "")
            .file("file", "sky.png", "image/png", "not really")
            .text("alt", "The sky");
    String post = location(site.send(form.request(fromPage("/compose"))));
    assertThat(post).startsWith("/p/" + me + "/").endsWith("?saved");
    Posts.PostView view = site.fake.posts.feed(PathsTest.all()).get(0);
    assertThat(view.tags()).containsExactly("weather", "gotland");
    assertThat(view.contents()).hasSize(1);
    assertThat(view.contents().get(0).alt()).contains("The sky");
    assertThat(view.texts().get(0).text()).isEqualTo("Line one\n\n**Line** two");
    String page = site.page(post).body();
    assertThat(page).contains("Åska", "<strong>Line</strong>", "alt=\"The sky\"", "saved here");
    assertThat(site.settings.uploads()).isEmptyDirectory();
  }

  @Test
  void formSentTwicePublishesOnce() {
    String first = location(site.submit("/compose", "form=f&text=x"));
    assertThat(location(site.submit("/compose", "form=f&text=x"))).isEqualTo(first);
    assertThat(site.fake.posts.feed(PathsTest.all())).hasSize(1);
    assertThat(location(site.submit("/compose", "form=g&text=x"))).isNotEqualTo(first);
  }

  @Test
  void refusedPostKeepsWhatWasTyped() {
    HttpResponse<String> refused = site.submit("/compose", "title=My+title&text=&warning=w");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.body())
        .contains("The post is empty", "value=\"My title\"", "role=\"alert\"");
  }

  @Test
  void previewShowsAndPublishesNothing() {
    HttpResponse<String> preview = site.submit("/compose/preview", "text=**bold**&title=T");
    assertThat(preview.body()).contains("<strong>bold</strong>", ">**bold**<", "value=\"T\"");
    assertThat(site.fake.posts.feed(PathsTest.all())).isEmpty();
  }

  @Test
  void whatStrangersWriteIsEscapedEverywhere() {
    String evil = "<script>x</script>\" onx='";
    ProfileId other = site.fake.profiles.hold(evil);
    Posts.Draft draft =
        new Posts.Draft(
            Optional.of(other),
            Optional.of(evil),
            evil,
            List.of(),
            List.of(evil),
            Optional.of(evil),
            Optional.of(evil),
            Optional.of(evil),
            Optional.of(evil));
    Posts.ContentView content =
        new Posts.ContentView(
            other.root(),
            1,
            evil,
            Optional.of(evil),
            Optional.of(evil),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Cid entry =
        site.fake.posts.add(other, 1, draft, List.of(content), Posts.State.UNCHECKED).entry();
    site.fake.profiles.describe(other, evil, List.of("javascript:x", "https://" + evil));
    site.fake.follows.follow(
        new Follows.Request(
            other,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    String tag = URLEncoder.encode(evil, StandardCharsets.UTF_8).replace("+", "%20");
    for (String path :
        List.of(
            "/",
            "/p/" + other,
            "/p/" + other + "/" + entry,
            "/people",
            "/settings/replication",
            "/settings/replication/" + other,
            "/status",
            "/tag/x",
            "/tag/" + tag.replace("%2F", "-"),
            "/add?profile=" + tag,
            "/inspect?cid=" + tag)) {
      String body = site.page(path).body();
      assertThat(body).as(path).doesNotContain("<script>x", "javascript:x");
      assertThat(body).as(path).doesNotContainPattern(ATTRIBUTE_OF_A_STRANGER);
    }
  }

  @Test
  void longTimelineIsDividedAndSaysEachDayOnce() {
    for (int i = 0; i < 60; i++) {
      site.submit("/compose", "text=post+number+" + i);
      site.clock.advance(java.time.Duration.ofMinutes(1));
    }
    String first = site.page("/").body();
    assertThat(first).contains("number 59<", "number 35<").doesNotContain("number 34<");
    String older = first.replaceFirst("(?s).*href=\"(/\\?before=[^\"]+)\".*", "$1");
    String second = site.page(older).body();
    assertThat(second).contains("number 34<", "number 10<").doesNotContain("number 35<");
    assertThat(second).contains("2026-11-21, continued");
    assertThat(site.page("/?before=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsKeptOfSomebodyIsPreviewedAndChosen() {
    ProfileId other = site.fake.profiles.hold("Jonas");
    site.fake.follows.follow(
        new Follows.Request(
            other,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
    String path = "/settings/replication/" + other;
    assertThat(site.page("/settings/replication").body())
        .contains("Jonas", "everything", "2 packs of posts, 1.2 MB; 3 files, 3.0 MB", path);
    String some = "posts=newest&newest=50&files=none&days=7&quiet=yes";
    assertThat(site.submit(path, some + "&do=preview").body())
        .contains("With this it would be <strong>newest:50 text quiet</strong>", "0 files");
    assertThat(site.fake.policies.get(other).policy()).isEqualTo("everything");
    assertThat(location(site.submit(path, some + "&do=save"))).isEqualTo("/settings/replication");
    assertThat(site.fake.policies.get(other).policy()).isEqualTo("newest:50 text quiet");
    assertThat(site.page(path).body()).contains("value=\"50\"").containsPattern("none\" checked");
    HttpResponse<String> wrong = site.submit(path, "files=small&size=nonsense&do=save");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("is no policy", "value=\"nonsense\"");
    site.submit(path, "posts=none&files=all&mirror=yes");
    assertThat(site.fake.policies.get(other).policy()).isEqualTo("nothing");
    site.submit(path, "posts=all&files=small&size=20+MiB&days=90&mirror=yes");
    assertThat(site.fake.policies.get(other).policy()).isEqualTo("files:20MiB days:90 mirror");
  }

  @Test
  void somebodyIsFollowedByShareLinkAndLeft() {
    ProfileId other = site.fake.profiles.hold("Jonas");
    String link = "dagbok:" + other + "?peer=http://192.0.2.1:8471";
    String form =
        "profile=" + URLEncoder.encode(link, StandardCharsets.UTF_8) + "&tag=%23x&peers=a%0D%0Ab";
    String preview = site.page("/add?" + form).body();
    assertThat(preview).contains("Follow this profile?", "Jonas", "A copy is held here already");
    assertThat(preview).contains(">http://192.0.2.1:8471</textarea>");
    assertThat(site.fake.follows.requests).isEmpty();
    assertThat(location(site.submit("/add", form))).isEqualTo("/people#f-" + other);
    assertThat(site.page("/add?profile=" + other).body()).contains("You follow this profile");
    Follows.Request request = site.fake.follows.requests.get(0);
    assertThat(request.peers()).containsExactly("http://192.0.2.1:8471", "a", "b");
    assertThat(request.tag()).contains("x");
    assertThat(site.page("/people").body()).contains("Jonas", "Looking for somebody who has it");
    assertThat(location(site.submit("/people/unfollow", "profile=" + other))).isEqualTo("/people");
    assertThat(site.page("/people").body()).contains("Nobody yet");
    assertThat(site.submit("/add", "profile=nonsense").body())
        .contains("is no share link; was all of it copied?", "value=\"nonsense\"");
  }

  @Test
  void gapSaysWhyAndWhatCanBeDone() {
    Cid unknown = Cid.of(me.root().codec(), new byte[7]);
    HttpResponse<String> profile = site.page("/p/" + unknown);
    assertThat(profile.statusCode()).isEqualTo(404);
    assertThat(profile.body()).contains("not held here", "<button>Follow</button>");
    HttpResponse<String> entry = site.page("/p/" + me + "/" + unknown);
    assertThat(entry.statusCode()).isEqualTo(404);
    assertThat(entry.body()).contains("This entry is not held here", "dagbok status");
    assertThat(site.page("/inspect/" + unknown).body()).contains("This object is not held here");
  }

  @Test
  void everyAddressHasOneForm() {
    String post = location(site.submit("/compose", "text=x")).replace("?saved", "");
    assertThat(location(site.page("/p/astrid"))).isEqualTo("/p/" + me);
    assertThat(location(site.page("/p/" + me + post.substring(post.lastIndexOf('/')) + "")))
        .isEmpty();
    ProfileId other = site.fake.profiles.hold("Jonas");
    assertThat(location(site.page(post.replace(me.toString(), other.toString())))).isEqualTo(post);
  }

  @Test
  void foldedSensitiveAndUnknownAreSaid() {
    site.submit("/compose", "text=secret&warning=spoiler&language=sv&stream=s&place=p");
    String page = site.page("/").body();
    assertThat(page).contains("<details class=\"fold\">", "spoiler", "lang=\"sv\"");
    Posts.PostView post = site.fake.posts.feed(PathsTest.all()).get(0);
    site.fake.posts.keep(
        new Posts.PostView(
            Cid.of(me.root().codec(), new byte[3]),
            post.payload(),
            post.node(),
            me,
            "Astrid",
            true,
            post.time() + 1,
            "event",
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(),
            Posts.State.IN_IPFS,
            2,
            Optional.empty(),
            Optional.empty()));
    assertThat(site.page("/").body()).contains("of the kind “event”", "in IPFS, 2 copies");
  }

  @Test
  void postWhoseHistoryIsNotCheckedSaysSoAndHasNoNode() {
    site.submit("/compose", "text=first");
    Posts.PostView post = site.fake.posts.feed(PathsTest.all()).get(0);
    Cid entry = Cid.of(me.root().codec(), new byte[4]);
    site.fake.posts.keep(
        new Posts.PostView(
            entry,
            post.payload(),
            Optional.empty(),
            me,
            "Jonas",
            false,
            post.time() + 1,
            "post",
            Optional.empty(),
            post.texts(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            List.of(),
            Posts.State.UNCHECKED,
            0,
            Optional.empty(),
            Optional.empty()));
    assertThat(site.page("/").body())
        .contains("data-state=\"unchecked\"", "history not yet checked");
    assertThat(site.page("/p/" + me + "/" + entry).body())
        .contains("history not yet checked")
        .doesNotContain("its place in the graph");
  }

  @Test
  void aPostIsDeletedAndThatIsTakenBack() {
    String post = location(site.submit("/compose", "text=x")).replace("?saved", "");
    assertThat(site.page(post).body()).contains("href=\"" + post + "/delete\"");
    assertThat(site.page(post + "/delete").body()).contains("Out of reach", "Keep it");
    assertThat(location(site.submit(post + "/delete", ""))).isEqualTo(post);
    assertThat(site.page(post).body()).contains("is deleted in a few seconds", "name=\"id\"");
    String entry = post.substring(post.lastIndexOf('/') + 1);
    assertThat(location(site.submit("/deletions/undo", "id=1&entry=" + entry))).isEqualTo(post);
    assertThat(site.page(post).body()).doesNotContain("is deleted in a few seconds");
    assertThat(site.submit("/deletions/undo", "id=1").statusCode()).isEqualTo(404);
    assertThat(site.submit("/deletions/undo", "id=x").statusCode()).isEqualTo(400);
  }

  @Test
  void aPostIsEditedUnderItsAddress() {
    String post = location(site.submit("/compose", "text=first&tags=frost")).replace("?saved", "");
    assertThat(site.page(post).body()).contains(post + "/edit").doesNotContain(">edited<");
    assertThat(site.page(post + "/edit").body())
        .contains(">first</textarea>", "value=\"frost\"", "Erase earlier edits");
    assertThat(location(site.submit(post + "/edit", "text=second&erase=yes"))).isEqualTo(post);
    assertThat(site.page(post).body()).contains("second", ">edited<").doesNotContain("first");
  }

  @Test
  void oldPostsAreCountedBeforeTheyAreDeleted() {
    site.submit("/compose", "text=x");
    assertThat(site.page("/deletions").body()).contains("How many are there?");
    assertThat(site.submit("/deletions", "day=2999-01-01&do=count").body())
        .contains("<strong>1</strong> post was", "Delete them");
    assertThat(site.submit("/deletions", "day=yesterday&do=count").body()).contains("is no day");
    assertThat(site.submit("/deletions", "day=2999-01-01&do=delete").body())
        .contains("One post is deleted in ten seconds", "Undo");
  }

  private static SealedCopies.SealedCopy copy(ProfileId profile, Cid entry) {
    return new SealedCopies.SealedCopy(profile, entry, 1_800_000_000, 99);
  }

  @Test
  void sealedCopiesAreErasedOnceOneSaysThatNoneIsToComeBack() {
    assertThat(site.page("/deletions").body()).doesNotContain("Kept sealed here");
    site.fake.sealedCopies.copies.add(copy(me, me.root()));
    assertThat(site.page("/deletions").body())
        .contains("Astrid", "one sealed copy", "Erase this copy now", "name=\"last\" value=\"1\"");
    String form = "profile=" + me + "&last=1";
    assertThat(location(site.submit("/deletions/erase", form))).isEqualTo("/deletions");
    assertThat(site.fake.sealedCopies.copies).hasSize(1);
    assertThat(location(site.submit("/deletions/erase", form + "&sure=yes")))
        .isEqualTo("/deletions");
    assertThat(site.fake.sealedCopies.copies).isEmpty();
  }

  @Test
  void onlyThoseSealedCopiesAreErasedThatThePageShowed() {
    ProfileId second = site.fake.profiles.create("Second").profile();
    site.fake.profiles.use(me);
    site.fake.sealedCopies.copies.add(copy(second, second.root()));
    assertThat(site.page("/deletions").body()).doesNotContain("Kept sealed here");
    site.fake.sealedCopies.copies.add(copy(me, me.root()));
    assertThat(site.page("/deletions").body())
        .contains("one sealed copy", "name=\"last\" value=\"2\"");
    SealedCopies.SealedCopy since = copy(me, second.root());
    site.fake.sealedCopies.copies.add(since);

    site.submit("/deletions/erase", "sure=yes&last=2&profile=" + me);

    assertThat(site.fake.sealedCopies.copies).containsExactly(copy(second, second.root()), since);
    assertThat(site.submit("/deletions/erase", "sure=yes&profile=" + me).statusCode())
        .isEqualTo(400);
    assertThat(site.fake.sealedCopies.copies).hasSize(2);
  }

  @Test
  void whatIsBeingSealedIsSaidAndNotErased() {
    site.fake.sealedCopies.coming = 3;
    assertThat(site.page("/deletions").body())
        .contains("3 more are being sealed just now")
        .doesNotContain("/deletions/erase");
  }

  @Test
  void otherProfileOfOnesOwnIsPutInUse() {
    ProfileId second = site.fake.profiles.create("Second").profile();
    assertThat(site.page("/compose").body()).contains("<select name=\"profile\">");
    assertThat(site.page("/").body()).contains("data-hidden=\"" + me, "value=\"" + me + "\"");
    assertThat(site.page("/p/" + me).body()).contains("Use this profile");
    assertThat(location(site.submit("/people/use", "profile=" + me))).isEqualTo("/");
    assertThat(site.fake.profiles.get(me).inUse()).isTrue();
    assertThat(site.page("/").body()).contains("data-hidden=\"" + second);
    site.submit("/compose", "text=x&profile=" + second);
    Posts.FeedQuery seconds =
        new Posts.FeedQuery(Optional.of(second), Optional.empty(), Optional.empty(), 0);
    assertThat(site.fake.posts.feed(seconds)).hasSize(1);
  }

  @Test
  void eachProfileFollowsAndReadsForItself() {
    ProfileId jonas = site.fake.profiles.hold("Jonas");
    ProfileId second = site.fake.profiles.create("Second").profile();
    String asMe = "profile=" + jonas + "&as=" + me;
    assertThat(location(site.submit("/add", asMe))).startsWith("/people");
    site.fake.posts.publish(draft(me, "by me"));
    assertThat(site.page("/people").body()).doesNotContain("f-" + jonas);
    assertThat(site.page("/").body()).doesNotContain("by me").contains(jonas.toString());
    assertThat(site.page("/p/" + jonas).body())
        .contains("followed by another profile of yours", "<input type=\"hidden\" name=\"as\"");
    site.submit("/people/use", "profile=" + me);
    assertThat(site.page("/people").body()).contains("f-" + jonas);
    assertThat(site.page("/").body()).contains("by me").doesNotContain("data-hidden=\"" + jonas);
    site.submit("/people/use", "profile=" + second);
    assertThat(location(site.submit("/people/unfollow", asMe))).isEqualTo("/people");
    assertThat(site.fake.follows.list(Optional.of(me))).isEmpty();
  }

  private static Posts.Draft draft(ProfileId profile, String text) {
    return new Posts.Draft(
        Optional.of(profile),
        Optional.empty(),
        text,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void whatIsWrittenStaysWithTheProfileThatTheFormWasShownFor() {
    String form = site.page("/compose").body();
    assertThat(form).contains("name=\"profile\" value=\"" + me, "data-draft=\"" + me);
    ProfileId unused = site.fake.profiles.create("Second").profile();
    assertThat(location(site.submit("/compose", "text=x&profile=" + me))).startsWith("/p/" + me);
  }

  private java.net.http.HttpRequest.Builder fromPage(String path) {
    return site.request(path)
        .header("Cookie", site.session())
        .header("Sec-Fetch-Site", "same-origin");
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElse("");
  }
}
