package dagbok.web;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dagbok.web.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes pictures of every page, light, dark and on a phone, for people to look at. Run its main
 * method, with a folder, the looks that are wanted ({@code light,dark,phone,…}; all if none) and
 * the names of pages; not a test.
 */
final class Pictures {
  /** A browser of some kind. */
  private record Look(String name, int width, int height, ColorScheme scheme) {}

  private static final List<Look> LOOKS =
      List.of(
          new Look("light", 1280, 1500, ColorScheme.LIGHT),
          new Look("dark", 1280, 1500, ColorScheme.DARK),
          new Look("phone", 390, 1300, ColorScheme.LIGHT),
          new Look("narrow", 320, 1300, ColorScheme.DARK),
          new Look("huge", 2560, 1400, ColorScheme.LIGHT));

  private Pictures() {}

  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args.length > 0 ? args[0] : "target/pictures"));
    Set<String> looks = Set.of((args.length > 1 ? args[1] : "").split(",", -1));
    Set<String> names = Set.of((args.length > 2 ? args[2] : "").split(",", -1));
    try (Chromium chromium = Chromium.launch().orElseThrow()) {
      for (Situation situation : Situation.values()) {
        try (Site site = new Site(Files.createTempDirectory("dagbok"))) {
          Map<String, String> pages = situation.make(site);
          pages.keySet().removeIf(name -> !names.contains("") && !names.contains(name));
          for (Look look : LOOKS) {
            if (looks.contains("") || looks.contains(look.name())) {
              take(chromium.browser(), site, out, pages, look);
            }
          }
        }
      }
    }
  }

  private static void take(
      Browser browser, Site site, Path out, Map<String, String> pages, Look look) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setColorScheme(look.scheme())
            .setViewportSize(look.width(), look.height());
    try (BrowserContext context = browser.newContext(options)) {
      Page page = context.newPage();
      page.navigate(site.server.openUrl());
      page.waitForURL(url -> !url.contains("/open"));
      pages.forEach(
          (name, path) -> {
            page.navigate(site.origin() + path);
            page.waitForLoadState();
            page.screenshot(
                new Page.ScreenshotOptions()
                    .setPath(out.resolve(name + "-" + look.name() + ".png")));
          });
    }
  }
}
