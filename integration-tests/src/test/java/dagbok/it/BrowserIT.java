package dagbok.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dagbok.it.Friends.awaitInStep;
import static dagbok.it.Friends.entries;
import static dagbok.it.Friends.post;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import dagbok.kubo.testing.KuboNode;
import dagbok.kubo.testing.KuboNodes;
import dagbok.web.testing.Chromium;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two people at two browsers, with a daemon and a real Kubo each, that know only each other. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class BrowserIT {
  private static final LocatorAssertions.IsVisibleOptions PATIENTLY =
      new LocatorAssertions.IsVisibleOptions().setTimeout((double) Friends.SYNC_LIMIT.toMillis());

  @RegisterExtension static final KuboNodes kubo = new KuboNodes();
  @TempDir static Path folder;
  private static final Gallery gallery =
      new Gallery(Repository.root().resolve("integration-tests/target/screenshots"));
  private static Chromium chromium;
  private static DaemonProcess ada;
  private static DaemonProcess bo;
  private static String adasRoot;
  private static String bosRoot;

  /** Both make their profiles in the page. */
  @BeforeAll
  static void meet() throws Exception {
    chromium = Chromium.launchOrSkip();
    KuboNode kuboA = kubo.start();
    KuboNode kuboB = kubo.start();
    kubo.connect(kuboA, kuboB);
    ada = DaemonProcess.start(folder.resolve("ada"), kuboA.endpoint().toString());
    bo = DaemonProcess.start(folder.resolve("bo"), kuboB.endpoint().toString());
    adasRoot = setUp(ada, "Ada Lind", gallery::show);
    bosRoot = setUp(bo, "Bo", (page, seen) -> {});
    Essays.write(ada, folder);
    bo.run("follow", adasRoot);
    awaitInStep(ada, bo, adasRoot);
    try (Visitor reader = at(bo)) {
      gallery.home(reader.page());
    }
  }

  @AfterAll
  static void part() {
    DaemonProcess.closeAll(List.of(ada, bo));
    chromium.close();
  }

  private static Visitor at(DaemonProcess daemon) {
    return new Visitor(chromium.browser(), daemon, true);
  }

  private static Locator button(Page page, String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private static String setUp(DaemonProcess daemon, String name, BiConsumer<Page, String> look) {
    try (Visitor visitor = at(daemon)) {
      Page page = visitor.page();
      String root = new FirstRun(visitor, look).through(name);
      visitor.go("/");
      look.accept(page, "home-empty");
      visitor.go("/p/" + root);
      assertThat(page.locator("h1")).containsText(name);
      assertThat(page.locator(".share .cid").last()).hasText(root);
      visitor.assertContent();
      return root;
    }
  }

  @Test
  void friendReadsAPostWithItsPictureAndSeesTheNextWithoutReloading() throws Exception {
    try (Visitor a = at(ada);
        Visitor b = at(bo)) {
      String post = writeWithPicture(a);
      assertThat(Visitor.isShown(a.page().locator("article img").last())).isTrue();

      b.follow(adasRoot);
      assertThat(b.page().getByText("In step: ").first()).isVisible(PATIENTLY);
      b.go("/");
      Locator article = b.page().locator("[data-entry='" + post + "']");
      assertThat(article).isVisible(PATIENTLY);
      Locator picture = article.locator(".pictures img");
      assertThat(picture).hasAttribute("alt", "A blue and orange gradient");
      bo.await(Friends.SYNC_LIMIT, "the picture", () -> Visitor.isShown(picture));
      assertThat((String) picture.evaluate("img => img.currentSrc")).startsWith(b.origin());

      b.page().evaluate("window.notReloaded = true");
      a.go("/compose");
      a.page().locator("textarea[name=text]").fill("Another one");
      a.publish();
      assertThat(b.page().locator("#pill")).isVisible(PATIENTLY);
      assertThat(b.page().locator("#pill")).containsText("new post");
      assertThat(b.page().evaluate("window.notReloaded")).isEqualTo(true);
      b.page().locator("#pill").click();
      assertThat(b.page().getByText("Another one").first()).isVisible();
      a.assertContent();
      b.assertContent();
    }
  }

  private static String writeWithPicture(Visitor a) throws Exception {
    Page page = a.page();
    a.go("/compose");
    page.getByLabel("Title").fill("A picture");
    page.locator("textarea[name=text]")
        .fill("Look at **this**.\n\n## A heading\n\n`code` and a [link](https://example.org)");
    page.getByLabel("File 1").setInputFiles(SamplePosts.png(folder.resolve("sky.png"), 640, 400));
    page.getByLabel("What it shows").first().fill("A blue and orange gradient");
    page.getByLabel("Tags").fill("pictures sky");
    button(page, "Preview").click();
    assertThat(page.locator("#preview strong")).hasText("this");
    assertThat(page.getByLabel("Title")).hasValue("A picture");
    String path = a.publish();
    assertThat(page.locator("article .tag")).hasCount(2);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  @Test
  void worksWithoutJavaScript() throws Exception {
    try (Visitor a = new Visitor(chromium.browser(), ada, false);
        Visitor b = new Visitor(chromium.browser(), bo, false)) {
      a.follow(bosRoot);
      b.go("/compose");
      Page page = b.page();
      page.locator("textarea[name=text]").fill("No scripts here");
      page.getByLabel("File 2").setInputFiles(SamplePosts.png(folder.resolve("b.png"), 64, 40));
      b.publish();
      assertThat(page.locator("article.post")).containsText("No scripts here");
      assertThat(page.locator("article img")).hasCount(1);

      awaitInStep(bo, ada, bosRoot);
      a.go("/");
      assertThat(a.page().getByText("No scripts here")).isVisible();
      a.go("/compose");
      a.page().locator("textarea[name=text]").fill("*not* sent");
      a.page().getByText("Preview", new Page.GetByTextOptions().setExact(true)).click();
      assertThat(a.page().locator("#preview em")).hasText("not");
      a.go("/people");
      assertThat(a.page().locator("#follows")).containsText("Bo");
      a.assertContent();
      b.assertContent();
    }
  }

  @Test
  void whatIsWrongIsSaidInThePage() {
    try (Visitor a = at(ada)) {
      Page page = a.page();
      a.go("/add");
      page.getByLabel("Share link or root CID").fill("no CID at all");
      button(page, "Continue").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("no share link");
      assertThat(page.getByLabel("Share link or root CID")).hasValue("no CID at all");
      a.go("/compose");
      button(page, "Publish").click();
      assertThat(page.getByRole(AriaRole.ALERT)).containsText("nothing to publish");
    }
  }

  @Test
  void keysGoFromPostToPost() {
    int before = entries(ada, adasRoot).size();
    assertThat(before).isGreaterThanOrEqualTo(2);
    try (Visitor a = at(ada)) {
      Page page = a.page();
      List<?> posts =
          (List<?>)
              page.evaluate("[...document.querySelectorAll('.post')].map(p => p.dataset.entry)");
      String focus = "document.activeElement.dataset.entry";
      page.keyboard().press("j");
      assertThat(page.evaluate(focus)).isEqualTo(posts.get(0));
      page.keyboard().press("j");
      assertThat(page.evaluate(focus)).isEqualTo(posts.get(1));
      page.keyboard().press("k");
      assertThat(page.evaluate(focus)).isEqualTo(posts.get(0));
      page.keyboard().press("?");
      assertThat(page.locator("#keys")).isVisible();
      gallery.show(page, "keys");
      page.keyboard().press("Escape");
      page.keyboard().press("j");
      page.keyboard().press("o");
      page.waitForURL("**/p/*/*");
      page.keyboard().press("c");
      page.waitForURL("**/compose");
      page.getByLabel("Title").focus();
      page.keyboard().type("jk?");
      assertThat(page.getByLabel("Title")).hasValue("jk?");
      a.assertContent();
    }
  }

  @Test
  void everyPageIsAccessibleInEveryForm() {
    awaitInStep(ada, bo, adasRoot);
    JsonNode own =
        post(bo, "A *short* answer of my own.", "--tag", "notes", "--warning", "Spoilers");
    String essay =
        Friends.feed(bo, adasRoot).stream()
            .filter(post -> post.path("title").asString("").startsWith("Why my diary"))
            .map(post -> post.get("entry").asString())
            .findFirst()
            .orElseThrow();
    Map<String, String> pages = new TreeMap<>();
    pages.put("home", "/");
    pages.put("profile", "/p/" + adasRoot);
    pages.put("profile-own", "/p/" + bosRoot);
    pages.put("post", "/p/" + adasRoot + "/" + essay);
    pages.put("tag", "/tag/writing");
    pages.put("compose", "/compose");
    pages.put("people", "/people");
    pages.put("add", "/add");
    pages.put("status", "/status");
    pages.put("inspect", "/inspect/" + own.get("snapshot").asString());
    try (Visitor b = at(bo)) {
      pages.forEach(
          (name, path) -> {
            b.go(path);
            gallery.show(b.page(), name);
          });
      b.go("/status");
      assertThat(b.page().locator("main")).containsText("All is well");
      b.assertContent();
      b.page().navigate(b.origin() + "/no/such/page");
      gallery.show(b.page(), "missing");
    }
  }
}
