package dagbok.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dagbok.web.testing.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe-core finds nothing on any page, light, dark and narrow; nothing is wider than the screen. */
class AccessibilityTest {
  private static final int WIDE = 1280;
  private static final int NARROW = 320;
  private static final int HUGE = 2560;

  private static final String TOO_WIDE =
      """
      (() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return '';
        const wide = [...document.querySelectorAll('body *')]
          .filter(e => e.getBoundingClientRect().right > root.clientWidth + 0.5);
        return wide.slice(-3).map(e => e.outerHTML.slice(0, 120)).join(' ') || 'something';
      })()
      """;

  private static Chromium chromium;

  @TempDir Path folder;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launchOrSkip();
  }

  @AfterAll
  static void quit() {
    if (chromium != null) {
      chromium.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void pagesAreFreeOfFaults(Situation situation) throws IOException {
    try (Site site = new Site(folder)) {
      Collection<String> pages = situation.make(site).values();
      check(site, pages, ColorScheme.LIGHT, WIDE);
      check(site, pages, ColorScheme.DARK, WIDE);
      check(site, pages, ColorScheme.LIGHT, NARROW);
    }
  }

  private static void check(Site site, Collection<String> pages, ColorScheme scheme, int width) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800);
    try (BrowserContext context = chromium.browser().newContext(options)) {
      Page page = context.newPage();
      page.navigate(site.origin() + "/status");
      isFaultless(page, "without a session");
      page.navigate(site.server.openUrl());
      page.waitForURL(url -> !url.contains("/open"));
      for (String path : pages) {
        page.navigate(site.origin() + path);
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })");
        isFaultless(page, path + " " + scheme + " " + width);
        page.setViewportSize(HUGE, 1_400);
        fits(page, path + " " + HUGE);
        page.setViewportSize(width, 800);
      }
    }
  }

  private static void isFaultless(Page page, String what) {
    fits(page, what);
    List<Rule> faults = new AxeBuilder(page).setLegacyMode(true).analyze().getViolations();
    assertThat(faults)
        .as(what)
        .extracting(rule -> rule.getId() + " " + rule.getNodes().get(0).getHtml())
        .isEmpty();
  }

  private static void fits(Page page, String what) {
    assertThat(page.evaluate(TOO_WIDE)).as("too wide: " + what).isEqualTo("");
  }
}
