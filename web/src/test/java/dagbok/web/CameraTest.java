package dagbok.web;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dagbok.web.qr.QrCode;
import dagbok.web.testing.Chromium;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A camera that sees a QR code. */
class CameraTest {
  private static final LocatorAssertions.HasTextOptions PATIENTLY =
      new LocatorAssertions.HasTextOptions().setTimeout(60_000);

  @TempDir Path folder;

  private Path frames(String text) throws IOException {
    BufferedImage code = ImageIO.read(new ByteArrayInputStream(QrCode.of(text).png()));
    BufferedImage frame = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = frame.createGraphics();
    g.setColor(new Color(0x8a8f94));
    g.fillRect(0, 0, 1280, 720);
    g.drawImage(code, 400, 120, 480, 480, null);
    g.dispose();
    Path file = folder.resolve("camera.mjpeg");
    assertThat(ImageIO.write(frame, "jpeg", file.toFile())).isTrue();
    return file;
  }

  @Test
  void codeInFrontOfTheCameraIsWhatIsAdded() throws IOException {
    try (Site site = new Site(folder.resolve("site"))) {
      Diary diary = new Diary(site.fake);
      try (Chromium chromium =
              Chromium.launchWithCameraOrSkip(frames("dagbok:" + diary.yusuf + "?peer=/x"));
          BrowserContext context = chromium.browser().newContext()) {
        Page page = context.newPage();
        List<String> complaints = new ArrayList<>();
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.navigate(site.server.openUrl());
        page.waitForURL(site.origin() + "/");
        page.navigate(site.origin() + "/add");
        page.getByText("Use the camera").click();
        assertThat(page.locator("h1")).hasText("You follow this profile already", PATIENTLY);
        assertThat(page.locator("textarea[name=peers]")).hasValue("/x");
        assertThat(complaints).isEmpty();
      }
    }
  }
}
