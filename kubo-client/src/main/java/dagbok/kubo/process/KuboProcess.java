package dagbok.kubo.process;

import dagbok.kubo.KuboClient;
import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.KuboException;
import dagbok.kubo.KuboException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Kubo that we run in a repository of its own. Thread-safe. Closing it stops Kubo; the end of
 * this Java process by itself does not, and {@link #running} finds it again.
 */
public final class KuboProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration START_CHECK = Duration.ofMillis(50);

  /** Kubo waits up to half a minute for open answers. */
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(35);

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(10);

  private final ProcessHandle process;
  private final KuboRepo repo;
  private final KuboEndpoint endpoint;
  private final KuboLog log;

  private KuboProcess(ProcessHandle process, KuboRepo repo, KuboEndpoint endpoint, KuboLog log) {
    this.process = process;
    this.repo = repo;
    this.endpoint = endpoint;
    this.log = log;
  }

  /**
   * Starts Kubo in a repository that was {@link KuboRepo#prepare prepared}, and waits until its API
   * answers.
   *
   * @param logFile takes what Kubo prints
   * @throws IOException if Kubo ends or does not answer in time, with the end of its log
   */
  public static KuboProcess start(KuboProgram program, KuboRepo repo, Path logFile)
      throws IOException {
    KuboLog log = KuboLog.open(logFile);
    Map<Path, byte[]> traces = repo.takeTraces();
    Process process =
        repo.command(program, "daemon", "--migrate=true")
            .redirectErrorStream(true)
            .redirectOutput(log.redirect())
            .start();
    try {
      process.getOutputStream().close();
      Files.writeString(repo.pidFile(), Long.toString(process.pid()));
      KuboEndpoint endpoint = awaitApi(process, repo, log);
      return new KuboProcess(process.toHandle(), repo, endpoint, log);
    } catch (IOException | RuntimeException e) {
      process.destroyForcibly();
      repo.restoreTraces(traces); // of one that runs already, perhaps
      throw e;
    }
  }

  private static KuboEndpoint awaitApi(Process process, KuboRepo repo, KuboLog log)
      throws IOException {
    long end = System.nanoTime() + START_TIMEOUT.toNanos();
    try {
      while (!process.waitFor(START_CHECK.toMillis(), TimeUnit.MILLISECONDS)) {
        Optional<KuboEndpoint> api = repo.api();
        if (api.isPresent() && answers(api.get())) {
          return api.get();
        }
        if (System.nanoTime() > end) {
          throw new IOException(
              "Kubo did not answer in " + START_TIMEOUT + "; its log ends:\n" + log.tail());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Kubo started", e);
    }
    throw new IOException(
        "Kubo ended with code " + process.exitValue() + "; its log ends:\n" + log.tail());
  }

  /** Whether somebody answers there, be it that a secret is wanted. */
  private static boolean answers(KuboEndpoint endpoint) {
    try (KuboClient client = new KuboClient(endpoint)) {
      client.node().version();
      return true;
    } catch (KuboException e) {
      return e.reason() == Reason.DENIED;
    }
  }

  /**
   * The Kubo that {@link #start} started in this repository before and that runs still, though
   * whoever started it is gone.
   */
  public static Optional<KuboProcess> running(KuboRepo repo, Path logFile) throws IOException {
    Optional<KuboEndpoint> api = repo.exists() ? repo.api() : Optional.empty();
    Optional<ProcessHandle> process = left(repo);
    if (api.isEmpty() || process.isEmpty() || !isKuboOf(api.get(), repo.peerId())) {
      return Optional.empty();
    }
    return Optional.of(new KuboProcess(process.get(), repo, api.get(), KuboLog.existing(logFile)));
  }

  private static Optional<ProcessHandle> left(KuboRepo repo) throws IOException {
    if (!Files.exists(repo.pidFile())) {
      return Optional.empty();
    }
    try {
      long pid = Long.parseLong(Files.readString(repo.pidFile()).strip());
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .filter(handle -> handle.info().command().orElse("ipfs").contains("ipfs"));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isKuboOf(KuboEndpoint endpoint, String peerId) {
    try (KuboClient client = new KuboClient(endpoint)) {
      return client.node().id().id().equals(peerId);
    } catch (KuboException e) {
      return false;
    }
  }

  /** Where its API is. */
  public KuboEndpoint endpoint() {
    return endpoint;
  }

  /** The repository that it runs in. */
  public KuboRepo repo() {
    return repo;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /** Completes when it has ended, for whatever reason. */
  public CompletableFuture<Void> onExit() {
    return process.onExit().thenAccept(handle -> {});
  }

  /** The end of what it printed. */
  public String logTail() {
    return log.tail();
  }

  /**
   * Begins what it prints to anew if that grew large, with the last of it kept beside it.
   *
   * @throws IOException if the files can't be written
   */
  public void boundLog() throws IOException {
    log.bound();
  }

  /** Ends it at once, as a crash would. */
  public void kill() {
    process.destroyForcibly();
    await(KILL_TIMEOUT);
  }

  /** Asks it to stop, waits, and ends it if it does not. Close clients first: it waits for them. */
  @Override
  public void close() {
    process.destroy();
    if (!await(STOP_TIMEOUT)) {
      kill();
    }
  }

  private boolean await(Duration timeout) {
    try {
      process.onExit().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("waiting for Kubo's end failed", e);
    }
  }
}
