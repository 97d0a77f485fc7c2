package dagbok.cli;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The browser of the person at this machine's screen, if there is one. */
public final class Browser {
  private static final long START_SECONDS = 5;

  private final Map<String, String> environment;

  /** With the environment that names browser and screen. */
  public Browser(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Opens an address; false if there is no screen, or no browser that could be started. */
  public boolean open(String url) {
    return url.matches("(https?://|file:/)[!-~]+")
        && opener().map(o -> started(o, url)).orElse(false);
  }

  private Optional<String> opener() {
    String chosen = environment.getOrDefault("BROWSER", "");
    if (!chosen.isEmpty()) {
      return Optional.of(chosen);
    }
    if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac")) {
      return Optional.of("open");
    }
    boolean screen =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return screen ? Optional.of("xdg-open") : Optional.empty();
  }

  /** A program that still runs after a while, or ended well, has opened the page. */
  private static boolean started(String program, String url) {
    try {
      Process process =
          new ProcessBuilder(List.of(program, url))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return !process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
