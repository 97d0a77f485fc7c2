package dagbok.web.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine; nothing is downloaded. */
public final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Playwright playwright;
  private final Browser browser;

  private Chromium(Playwright playwright, Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Starts it; none if this machine has none. */
  public static Optional<Chromium> launch() {
    return find().map(program -> launch(program, List.of()));
  }

  /** Starts it, or skips the test with a word; where {@code CI=true}, fails it. */
  public static Chromium launchOrSkip() {
    return launchOrSkip(List.of());
  }

  /** One whose camera sees what is in a file of JPEGs, and is given to every page that asks. */
  public static Chromium launchWithCameraOrSkip(Path frames) {
    return launchOrSkip(
        List.of(
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--use-file-for-fake-video-capture=" + frames));
  }

  private static Chromium launchOrSkip(List<String> options) {
    Optional<Chromium> chromium = find().map(program -> launch(program, options));
    if (chromium.isEmpty()) {
      String what = "no Chromium on this machine (apt-get install chromium): browser tests";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(what + " can't run");
      }
      System.out.println(what + " are skipped");
      Assumptions.abort(what + " are skipped");
    }
    return chromium.get();
  }

  private static Chromium launch(Path program, List<String> more) {
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    boolean root = System.getProperty("user.name").equals("root");
    List<String> arguments = new ArrayList<>(root ? List.of("--no-sandbox") : List.of());
    arguments.addAll(more);
    BrowserType.LaunchOptions options =
        new BrowserType.LaunchOptions().setExecutablePath(program).setArgs(arguments);
    return new Chromium(playwright, playwright.chromium().launch(options));
  }

  private static Optional<Path> find() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of("/usr/bin"), Arrays.stream(path.split(File.pathSeparator, -1)))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The browser. */
  public Browser browser() {
    return browser;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
