package dagbok.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Somebody at a browser of their own, signed in at a daemon's page. Keeps what the page complains
 * of and whom it asks for anything.
 */
final class Visitor implements AutoCloseable {
  private static final double WAIT_MILLIS = 60_000;

  private final BrowserContext context;
  private final Page page;
  private final String origin;
  private final List<String> complaints = new ArrayList<>();
  private final List<String> strangers = new ArrayList<>();

  /** Opens the page by a one-use link, and ends up at the timeline, or at the setup. */
  Visitor(Browser browser, DaemonProcess daemon, boolean scripts) {
    context =
        browser.newContext(
            new Browser.NewContextOptions().setJavaScriptEnabled(scripts).setLocale("en-GB"));
    context.setDefaultTimeout(WAIT_MILLIS);
    context.onConsoleMessage(this::hear);
    context.onWebError(error -> complaints.add(error.error()));
    context.onRequest(request -> see(request.url()));
    page = context.newPage();
    URI link = URI.create(daemon.openUrl());
    origin = "http://localhost:" + link.getPort();
    page.navigate(link.toString());
    page.waitForURL(url -> !url.contains("/open"));
  }

  private void hear(ConsoleMessage message) {
    if (message.type().equals("error") || message.type().equals("warning")) {
      complaints.add(message.type() + ": " + message.text() + " at " + message.location());
    }
  }

  private void see(String url) {
    URI address = URI.create(url.split("[?#]", 2)[0]);
    boolean own = "localhost".equals(address.getHost()) || "127.0.0.1".equals(address.getHost());
    if (!own && !url.startsWith("data:") && !url.startsWith("about:")) {
      strangers.add(url);
    }
  }

  Page page() {
    return page;
  }

  String origin() {
    return origin;
  }

  /** Goes to a page, which must be there. */
  void go(String path) {
    var answer = page.navigate(origin + path);
    assertThat(answer.status()).describedAs(path).isEqualTo(200);
    page.waitForLoadState(LoadState.DOMCONTENTLOADED);
  }

  /** Follows a profile by its root CID; ends up at the list of people. */
  void follow(String root) {
    go("/add");
    page.getByLabel("Share link or root CID").fill(root);
    press("Continue");
    page.locator("main button").filter(new Locator.FilterOptions().setHasText("Follow")).click();
    page.waitForURL("**/people**");
  }

  private void press(String button) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button).setExact(true))
        .click();
  }

  /** Publishes what was filled in; ends up at the post, and gives its path. */
  String publish() {
    page.getByText("Publish", new Page.GetByTextOptions().setExact(true)).click();
    page.waitForURL("**/p/*/*");
    return URI.create(page.url()).getPath();
  }

  /** Whether a picture is there and was decoded. */
  static boolean isShown(Locator picture) {
    picture.scrollIntoViewIfNeeded();
    return (Boolean) picture.evaluate("img => img.complete && img.naturalWidth > 0");
  }

  /** No error in the console, no request to anybody else. */
  void assertContent() {
    assertThat(complaints).describedAs("console of " + origin).isEmpty();
    assertThat(strangers).describedAs("requests to others from " + origin).isEmpty();
  }

  @Override
  public void close() {
    context.close();
  }
}
