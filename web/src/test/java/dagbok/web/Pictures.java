package dagbok.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Takes pictures of every page, light, dark and on a phone, for people to look at: {@code mvn -pl
 * web test-compile exec:java} or from an editor. Not a test.
 */
final class Pictures {
  private Pictures() {}

  public static void main(String[] args) throws Exception {
    Path out = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
    Path home = Files.createTempDirectory("dagbok");
    try (Site site = new Site(home);
        Chromium chromium = Chromium.launch().orElseThrow()) {
      Diary diary = new Diary(site.fake);
      for (Map.Entry<String, String> page : pages(diary).entrySet()) {
        take(chromium.browser(), site, out, page, "light", 1280, ColorScheme.LIGHT);
        take(chromium.browser(), site, out, page, "dark", 1280, ColorScheme.DARK);
        take(chromium.browser(), site, out, page, "phone", 390, ColorScheme.LIGHT);
      }
    }
  }

  static Map<String, String> pages(Diary diary) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put("home", "/");
    pages.put("entry", "/p/" + diary.me + "/" + diary.longPost.entry());
    pages.put("profile", "/p/" + diary.me);
    pages.put("compose", "/compose");
    pages.put("add", "/add");
    pages.put("people", "/people");
    pages.put("setup", "/setup");
    pages.put("status", "/status");
    pages.put("inspect", "/inspect/" + diary.longPost.entry());
    pages.put("tag", "/tag/clocks");
    pages.put("inspect-form", "/inspect");
    pages.put("error", "/p/" + diary.me + "/" + diary.me);
    return pages;
  }

  private static void take(
      Browser browser,
      Site site,
      Path out,
      Map.Entry<String, String> what,
      String look,
      int width,
      ColorScheme scheme) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setColorScheme(scheme)
            .setViewportSize(width, width > 500 ? 1500 : 1300);
    try (BrowserContext context = browser.newContext(options)) {
      Page page = context.newPage();
      page.navigate(site.server.openUrl());
      page.waitForURL(url -> !url.contains("/open"));
      page.navigate(site.origin() + what.getValue());
      page.waitForLoadState();
      page.screenshot(
          new Page.ScreenshotOptions().setPath(out.resolve(what.getKey() + "-" + look + ".png")));
    }
  }
}
