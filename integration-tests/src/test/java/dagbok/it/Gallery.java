package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Looks at a page in all its forms: in light and dark, wide and narrow; takes its picture. */
final class Gallery {
  private static final int WIDE = 1280;
  private static final int HIGH = 900;
  private static final int HOME_HIGH = 1900;
  private static final int PHONE = 390;
  private static final int NARROWEST = 320;

  private static final Duration SOON = Duration.ofMillis(20);

  /** Colours that pass into others would be judged halfway. */
  private static final String SETTLED =
      "document.getAnimations().every(a => a.playState !== 'running')";

  private final Path folder;

  Gallery(Path folder) {
    this.folder = folder;
  }

  /** Pictures of the page that is open, which must be accessible in each form. */
  void show(Page page, String name) {
    form(page, name + "-light", ColorScheme.LIGHT, WIDE);
    form(page, name + "-dark", ColorScheme.DARK, WIDE);
    form(page, name + "-phone", ColorScheme.LIGHT, PHONE);
    form(page, name + "-narrow", ColorScheme.DARK, NARROWEST);
    page.setViewportSize(WIDE, HIGH);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
  }

  private void form(Page page, String name, ColorScheme scheme, int width) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    page.setViewportSize(width, HIGH);
    await(page, SETTLED);
    Path file = folder.resolve(name + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    List<String> faults =
        new AxeBuilder(page)
            .setLegacyMode(true).analyze().getViolations().stream().map(Gallery::text).toList();
    assertThat(faults).describedAs(name).isEmpty();
    int needed = (Integer) page.evaluate("document.documentElement.scrollWidth");
    assertThat(needed).describedAs("width of " + name).isLessThanOrEqualTo(width);
  }

  /** Asked from outside, as the page's policy lets nothing be evaluated in it. */
  private static void await(Page page, String condition) {
    Awaitility.await(condition)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(SOON)
        .until(() -> Boolean.TRUE.equals(page.evaluate(condition)));
  }

  private static String text(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream()
            .map(node -> node.getHtml() + " " + node.getFailureSummary())
            .toList();
  }

  /** The picture for the README: a timeline as it looks on a desk. */
  void home(Page page) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    page.setViewportSize(WIDE, HOME_HIGH);
    await(page, "[...document.images].every(img => img.complete)");
    page.screenshot(new Page.ScreenshotOptions().setPath(folder.resolve("home.png")));
  }
}
