package dagbok.it;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import dagbok.web.testing.Chromium;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The first run with no IPFS node that answers: it works offline, with scripts and without. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
final class SetupIT {
  private static final double PATIENCE_MILLIS = 60_000;
  private static Chromium chromium;

  @TempDir Path folder;
  private DaemonProcess daemon;

  @BeforeAll
  static void launch() {
    chromium = Chromium.launchOrSkip();
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  @AfterAll
  static void quit() {
    chromium.close();
  }

  /** Of a port that nobody listens at. */
  @BeforeEach
  void start() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    daemon = DaemonProcess.start(folder.resolve("home"), "http://127.0.0.1:" + port);
  }

  @AfterEach
  void stop() {
    daemon.close();
  }

  private static Visitor at(DaemonProcess daemon, boolean scripts) {
    return new Visitor(chromium.browser(), daemon, scripts);
  }

  private JsonNode setup() {
    return daemon.run("setup", "--json").json();
  }

  private List<Path> phrases() throws IOException {
    try (Stream<Path> files = Files.walk(daemon.home())) {
      return files.filter(file -> file.toString().endsWith(".phrase")).toList();
    }
  }

  @Test
  void firstRunWithoutScriptsIsLeftAndTakenUpAgainAfterARestart() throws IOException {
    assertThat(setup().get("step").asString()).isEqualTo("name");
    List<String> words;
    try (Visitor visitor = at(daemon, false)) {
      words = new FirstRun(visitor, (page, name) -> {}).begin("Ada Lind");
      visitor.page().getByText("Later", new Page.GetByTextOptions().setExact(true)).click();
      visitor.page().waitForURL("**/setup/node");
      assertThat(visitor.page().locator(".found")).containsText("does not answer");
      visitor.go("/");
      assertThat(visitor.page().locator(".remind")).containsText("Ada Lind");
      visitor.assertContent();
    }
    assertThat(phrases()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(phrases().get(0))))
        .isEqualTo("rw-------");
    assertThat(daemon.run("status").out()).contains("Ada Lind: you have not yet confirmed");
    daemon.kill();
    daemon.restart();
    assertThat(setup().get("step").asString()).isEqualTo("phrase");
    try (Visitor visitor = at(daemon, false)) {
      visitor.page().getByText("Write it down now").click();
      FirstRun again = new FirstRun(visitor, (page, name) -> {});
      assertThat(visitor.page().locator("ol.phrase li").allTextContents()).isEqualTo(words);
      again.confirm(words);
      visitor.go("/");
      assertThat(visitor.page().locator(".remind")).hasCount(0);
      visitor.go("/setup/ready");
      assertThat(visitor.page().locator(".qr svg")).isVisible();
      visitor.assertContent();
    }
    assertThat(phrases()).isEmpty();
    assertThat(setup().get("step").asString()).isEqualTo("ready");
    assertThat(daemon.run("status").out()).doesNotContain("confirmed");
    assertThat(daemon.logTail()).doesNotContain(String.join(" ", words.subList(0, 2)));
  }

  @Test
  void everyStepIsAccessibleAndGoingBackShowsNoWordAgain() throws IOException {
    Gallery gallery = new Gallery(Repository.root().resolve("integration-tests/target/setup"));
    try (Visitor visitor = at(daemon, true)) {
      String root = new FirstRun(visitor, gallery::show).through("Bo");
      Page page = visitor.page();
      page.goBack();
      page.goBack();
      page.goBack();
      page.goBack();
      assertThat(page.locator("ol.phrase")).hasCount(0);
      assertThat(phrases()).isEmpty();
      visitor.go("/people");
      gallery.show(page, "people-empty");
      visitor.go("/tag/frost");
      gallery.show(page, "tag-empty");
      visitor.go("/p/" + root + "#share");
      assertThat(page.locator(".qr svg")).isVisible();
      gallery.show(page, "share");
      addedByPicture(visitor, page, root);
    }
    JsonNode created = daemon.run("profile", "create", "Second", "--json").json();
    assertThat(created.get("phrase").size()).isEqualTo(24);
    assertThat(setup().get("profile")).isEqualTo(created.get("profile"));
    assertThat(phrases()).hasSize(1);
  }

  /** The picture that one page gives is what the other takes. */
  private void addedByPicture(Visitor visitor, Page page, String root) {
    Path picture = folder.resolve("qr.png");
    page.waitForDownload(() -> page.getByText("Save as a picture").click()).saveAs(picture);
    visitor.go("/add");
    page.getByLabel("Or a picture of their QR code").setInputFiles(picture);
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Continue")).click();
    page.waitForURL("**/add/preview");
    assertThat(page.getByRole(AriaRole.ALERT).allTextContents()).isEmpty();
    assertThat(page.locator("h1")).hasText("This is your own profile");
    assertThat(page.locator(".cid-line .cid")).hasText(root);
    visitor.assertContent();
  }
}
