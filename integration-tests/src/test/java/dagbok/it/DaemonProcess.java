package dagbok.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A daemon in a process of its own with a home of its own, and the command line that speaks to it,
 * each command a process too. Every wait has a limit, after which the log is in the failure.
 */
final class DaemonProcess implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(45);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(4);
  private static final int LOG_TAIL_CHARS = 8_000;
  private static final JsonMapper JSON = new JsonMapper();

  private final Path home;
  private final List<String> settings;
  private Process process;

  private DaemonProcess(Path home, List<String> settings, Process process) {
    this.home = home;
    this.settings = settings;
    this.process = process;
  }

  /** What a command printed, and how it ended. */
  record Result(int exit, String out, String err) {
    JsonNode json() {
      return JSON.readTree(out);
    }

    /** One object a line. */
    List<JsonNode> jsonLines() {
      return out.lines().map(line -> JSON.readTree(line)).toList();
    }
  }

  /** Starts a daemon on the Kubo node whose API this is; {@code settings} are key=value. */
  static DaemonProcess start(Path home, String api, String... settings) {
    return start(home, List.of("ipfs.kind=kubo", "ipfs.kubo.api=" + api), List.of(settings));
  }

  /** Starts a daemon on its embedded IPFS node. */
  static DaemonProcess startEmbedded(Path home, String... settings) {
    return start(home, List.of("ipfs.kind=embedded"), List.of(settings));
  }

  private static DaemonProcess start(Path home, List<String> ipfs, List<String> settings) {
    List<String> all = new ArrayList<>(ipfs);
    all.addAll(List.of("web.port=0", "web.open=false"));
    all.addAll(List.of("peers.host=127.0.0.1", "peers.port=0", "peers.mdns=false"));
    all.addAll(settings);
    DaemonProcess daemon = new DaemonProcess(home, List.copyOf(all), launch(home, all));
    daemon.awaitStart();
    return daemon;
  }

  private static Process launch(Path home, List<String> settings) {
    List<String> command = new ArrayList<>(List.of("run"));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    try {
      Files.createDirectories(home);
      Files.deleteIfExists(home.resolve("run/ports.json"));
      return AppJar.process(home, command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log(home).toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Beside the home, whose disk may be full. */
  private static Path log(Path home) {
    return home.resolveSibling(home.getFileName() + ".log");
  }

  private void awaitStart() {
    await(START_LIMIT, "the daemon to start", () -> Files.exists(home.resolve("run/ports.json")));
  }

  /** Waits for a condition while the daemon lives; failing, it shows the end of the log. */
  void await(Duration limit, String what, java.util.concurrent.Callable<Boolean> condition) {
    try {
      Awaitility.await(what)
          .atMost(limit)
          .pollInterval(Duration.ofMillis(100))
          .failFast("the daemon ended", () -> !process.isAlive())
          .until(condition);
    } catch (RuntimeException e) {
      throw new AssertionError(e.getMessage() + "\nlog of the daemon:\n" + logTail(), e);
    }
  }

  /** Runs a command and expects it to succeed. */
  Result run(String... arguments) {
    Result result = attempt("", arguments);
    if (result.exit() != 0) {
      throw new AssertionError(
          "dagbok " + String.join(" ", arguments) + " ended with " + result + "\n" + logTail());
    }
    return result;
  }

  /** Runs a command, with standard input, however it ends. */
  Result attempt(String input, String... arguments) {
    try {
      Path out = Files.createTempFile("dagbok-out", "");
      Path err = Files.createTempFile("dagbok-err", "");
      Process command =
          AppJar.process(home, Arrays.asList(arguments))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      try (var stdin = command.getOutputStream()) {
        stdin.write(input.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) { // a command may end without reading its input
        if (command.isAlive()) {
          throw e;
        }
      }
      if (!command.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        command.destroyForcibly();
        throw new AssertionError(
            "dagbok " + String.join(" ", arguments) + " takes too long\n" + logTail());
      }
      Result result = new Result(command.exitValue(), Files.readString(out), Files.readString(err));
      Files.delete(out);
      Files.delete(err);
      return result;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The address of the page, with a one-use token. */
  String openUrl() {
    return run("open", "--print", "--json").json().get("url").asString();
  }

  /** Where peers over HTTP reach it, if they do. */
  Optional<String> peerAddress() {
    try {
      JsonNode ports = JSON.readTree(Files.readString(home.resolve("run/ports.json")));
      return ports.has("peers")
          ? Optional.of("http://127.0.0.1:" + ports.get("peers").asInt())
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it counts, in Prometheus' text format. */
  String metrics() {
    try {
      int port = JSON.readTree(Files.readString(home.resolve("run/ports.json"))).get("web").asInt();
      String token = Files.readString(home.resolve("data/web/api-token")).strip();
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/metrics"))
              .header("Authorization", "Bearer " + token)
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  Path home() {
    return home;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** The end of what the daemon logged. */
  String logTail() {
    try {
      String log = Files.readString(log(home));
      return log.substring(Math.max(0, log.length() - LOG_TAIL_CHARS));
    } catch (IOException e) {
      return "(no log: " + e.getMessage() + ")";
    }
  }

  /** Asks the daemon to stop and waits until it has. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /** Ends the daemon at once, as a crash would. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("the daemon does not stop\n" + logTail());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Closes them all at the same time. */
  static void closeAll(List<DaemonProcess> daemons) {
    daemons.forEach(daemon -> daemon.process.destroy());
    daemons.forEach(DaemonProcess::awaitEnd);
  }

  /** Starts it again in the same home. */
  void restart() {
    process = launch(home, settings);
    awaitStart();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
