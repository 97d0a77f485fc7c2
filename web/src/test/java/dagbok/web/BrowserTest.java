package dagbok.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dagbok.web.port.Events;
import dagbok.web.port.Posts;
import dagbok.web.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages as a person uses them, in a real browser. */
class BrowserTest {
  /** For machines that do much else at the same time. */
  private static final double PATIENCE_MILLIS = 30_000;

  private static Chromium chromium;

  @TempDir Path folder;
  private Site site;
  private Diary diary;
  private BrowserContext context;
  private final List<String> complaints = new ArrayList<>();

  @BeforeAll
  static void launch() {
    chromium = Chromium.launchOrSkip();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void start() throws IOException {
    site = new Site(folder);
    diary = new Diary(site.fake);
    context = chromium.browser().newContext();
  }

  @AfterEach
  void stop() {
    context.close();
    site.close();
    assertThat(complaints).as("what the browser complained about").isEmpty();
  }

  private Page open(String path) {
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(site.server.openUrl());
    page.waitForURL(site.origin() + "/");
    page.navigate(site.origin() + path);
    return page;
  }

  @Test
  void whatIsWrittenAppears() {
    Page page = open("/");
    page.getByText("What happened today?").click();
    page.getByLabel("Title").fill("Ny dag");
    page.getByLabel("Text").fill("The *first* frost.");
    page.getByText("Publish").click();
    assertThat(page.locator("h1.title")).hasText("Ny dag");
    assertThat(page.locator(".text em")).hasText("first");
    assertThat(page).hasURL(java.util.regex.Pattern.compile(".*/p/" + diary.me + "/[a-z0-9]+$"));
    page.navigate(site.origin() + "/");
    assertThat(page.locator(".post h3").first()).hasText("Ny dag");
  }

  @Test
  void otherPageIsToldAndItsListStaysUntilAsked() {
    Page reading = open("/");
    Page writing = open("/compose");
    assertThat(reading.locator(".post h3").first()).hasText("Short note");
    writing.getByLabel("Text").fill("News");
    writing.getByText("Publish").click();
    assertThat(reading.locator("#pill")).hasText("1 new post");
    assertThat(reading.locator(".post h3").first()).hasText("Short note");
    diary.write(diary.yusuf, 0, "More", "en", Posts.State.IN_IPFS, "x");
    assertThat(reading.locator("#pill")).hasText("2 new posts");
    reading.keyboard().press(".");
    assertThat(reading.locator(".post h3").first()).hasText("More");
    assertThat(reading.locator("#pill")).isHidden();
  }

  @Test
  void postMovesOnInPlace() {
    Page page = open("/");
    Posts.PostView post = site.fake.posts.feed(PathsTest.all()).get(0);
    assertThat(page.locator(".post .state").first()).hasText("saved here");
    site.fake.events.happen(
        id -> new Events.PostMoved(id, diary.me, post.entry(), Posts.State.IN_IPFS));
    assertThat(page.locator(".post .state").first()).hasText("in IPFS");
  }

  @Test
  void draftComesBackAndGoesWhenPublished() {
    Page page = open("/compose");
    page.getByLabel("Text").fill("Half a thought");
    assertThat(page.locator("#draft-note")).hasText("Draft kept in this browser");
    page.reload();
    assertThat(page.getByLabel("Text")).hasValue("Half a thought");
    page.getByText("Publish").click();
    assertThat(page.locator(".text")).containsText("Half a thought");
    page.navigate(site.origin() + "/compose");
    assertThat(page.getByLabel("Text")).hasValue("");
  }

  @Test
  void previewIsShownInPlaceAndLedToOnAPhone() {
    Page page = open("/compose");
    page.setViewportSize(390, 700);
    page.getByLabel("Text").fill("# Big\n\n*small*");
    page.getByText("Preview").click();
    assertThat(page.locator("#preview em")).hasText("small");
    assertThat(page.locator("#preview")).isFocused();
    assertThat(page.locator("#preview em")).isInViewport();
    assertThat(page.getByLabel("Text")).hasValue("# Big\n\n*small*");
    assertThat(page).hasURL(site.origin() + "/compose");
  }

  @Test
  void fileRowsComeAsTheyAreNeeded() {
    Page page = open("/compose");
    assertThat(page.locator(".file-row:visible")).hasCount(1);
    page.locator("[type=file]")
        .first()
        .setInputFiles(
            new com.microsoft.playwright.options.FilePayload(
                "note.txt", "text/plain", new byte[] {65}));
    assertThat(page.locator(".file-row:visible")).hasCount(2);
    page.getByText("Publish").click();
    assertThat(page.locator(".file")).containsText("note.txt");
  }

  @Test
  void keysMoveOpenAndWrite() {
    Page page = open("/");
    page.keyboard().press("j");
    page.keyboard().press("j");
    assertThat(page.locator(".post").nth(1)).isFocused();
    page.keyboard().press("k");
    assertThat(page.locator(".post").first()).isFocused();
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).isHidden();
    page.keyboard().press("o");
    assertThat(page.locator("h1.title")).hasText("Short note");
    page.keyboard().press("c");
    assertThat(page.getByLabel("Text")).isVisible();
    page.getByLabel("Text").pressSequentially("jkoc?");
    assertThat(page.getByLabel("Text")).hasValue("jkoc?");
  }

  @Test
  void olderPostsAreAddedBelow() {
    Page page = open("/");
    int before = page.locator(".post").count();
    page.getByText("Older posts").click();
    assertThat(page.getByText("Older posts")).hasCount(0);
    assertThat(page.locator(".post").count()).isGreaterThan(before);
  }

  @Test
  void progressIsShownAsItComes() {
    Page page = open("/people");
    assertThat(page.locator("#follows")).containsText("pack 7 of 19");
    dagbok.web.port.Follows.FollowView before =
        site.fake.follows.list(java.util.Optional.empty()).get(1);
    site.fake.follows.set(
        new dagbok.web.port.Follows.FollowView(
            before.profile(),
            before.name(),
            List.of(),
            dagbok.web.port.Follows.Progress.FETCHING,
            2_000,
            8,
            19,
            java.util.Optional.empty()));
    assertThat(page.locator("#follows")).containsText("pack 8 of 19");
  }

  @Test
  void pageOpensFromAFileAsTheCommandDoesIt() {
    Page page = context.newPage();
    page.navigate(Path.of(site.server.opening().file()).toUri().toString());
    page.waitForURL(site.origin() + "/");
    assertThat(page.locator(".post").first()).isVisible();
    assertThat(page.evaluate("document.cookie")).isEqualTo("");
  }

  @Test
  void everythingWorksWithoutScripts() {
    context.close();
    context =
        chromium.browser().newContext(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    Page page = open("/compose");
    assertThat(page.locator(".file-row:visible")).hasCount(4);
    page.getByLabel("Text").fill("No scripts");
    page.getByText("Preview").click();
    assertThat(page.locator("#preview")).containsText("No scripts");
    page.getByText("Publish").click();
    assertThat(page.locator(".text")).containsText("No scripts");
    page.navigate(site.origin() + "/");
    page.getByText("Older posts").click();
    assertThat(page.locator(".post").first()).isVisible();
    page.navigate(site.origin() + "/people");
    page.getByText("Unfollow").first().click();
    assertThat(page.locator("#follows .people > li")).hasCount(3);
    page.navigate(site.origin() + "/add");
    page.getByLabel("Share link or root CID").fill("dagbok:" + diary.yusuf);
    page.getByText("Continue", new Page.GetByTextOptions().setExact(true)).click();
    page.locator("main button:visible").last().click();
    assertThat(page.locator("#follows .people > li")).hasCount(4);
  }

  @Test
  void codeInAPictureIsWhatIsAdded() {
    Page page = open("/p/" + diary.me + "#share");
    Path picture = folder.resolve("qr.png");
    page.waitForDownload(() -> page.getByText("Save as a picture").click()).saveAs(picture);
    page.navigate(site.origin() + "/add");
    page.getByLabel("Or a picture of their QR code").setInputFiles(picture);
    page.getByText("Continue", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator("h1")).hasText("This is your own profile");
  }

  @Test
  void strangersPictureIsShownAndItsScriptsAreNot() {
    dagbok.cid.Cid svg =
        site.fake.media.put(
            "image/svg+xml",
            "x.svg",
            ("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>"
                    + "<script>fetch('/x')</script><rect width='9' height='9'/></svg>")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    Page page = open("/");
    Object width =
        page.evaluate(
            "async (src) => { const i = new Image(); i.src = src; await i.decode();"
                + " return i.naturalWidth; }",
            "/media/" + svg);
    assertThat(width).isEqualTo(9);
  }
}
