package dagbok.ipfs.kubo;

import dagbok.kubo.KuboEndpoint;
import dagbok.kubo.process.KuboNetwork;
import dagbok.kubo.process.KuboProcess;
import dagbok.kubo.process.KuboProgram;
import dagbok.kubo.process.KuboRepo;
import dagbok.kubo.process.KuboSetup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Kubo that the daemon runs for itself. One that an earlier daemon left running is taken over;
 * one that dies is started again at the same address, after a while that grows. Thread-safe.
 */
final class OwnKubo implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnKubo.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

  /** One that ran this long was well; the pause after its death is the first again. */
  private static final Duration WELL = Duration.ofMinutes(5);

  private static final Duration LOG_CHECK = Duration.ofMinutes(1);

  private final KuboProgram program;
  private final KuboRepo repo;
  private final Path log;
  private final KuboSetup setup;
  private final KuboEndpoint endpoint;
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile KuboProcess process;

  private OwnKubo(
      KuboProgram program, KuboRepo repo, Path log, KuboSetup setup, KuboProcess process) {
    this.program = program;
    this.repo = repo;
    this.log = log;
    this.process = process;
    this.endpoint = process.endpoint();
    this.setup = setup.withPorts(endpoint.base().getPort(), setup.swarmPort());
  }

  private OwnKubo supervised() {
    Thread thread = new Thread(this::supervise, "own-kubo");
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Starts it, or takes over the one that runs.
   *
   * @throws IOException if it does not start, with the end of its log
   */
  static OwnKubo start(KuboProgram program, Path folder, KuboNetwork network) throws IOException {
    KuboRepo repo = new KuboRepo(folder);
    Path log = folder.resolve("kubo.log");
    KuboSetup setup = KuboSetup.own(network).withPorts(0, swarmPort(repo));
    Optional<KuboProcess> running = KuboProcess.running(repo, log);
    if (running.isPresent()) {
      return new OwnKubo(program, repo, log, setup, running.get()).supervised();
    }
    repo.prepare(program, setup);
    KuboProcess started = KuboProcess.start(program, repo, log);
    return new OwnKubo(program, repo, log, setup, started).supervised();
  }

  /** The port of before, so that others find it again; else one that is free. */
  private static int swarmPort(KuboRepo repo) throws IOException {
    int before = repo.exists() ? repo.swarmPort() : 0;
    if (before > 0) {
      return before;
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    }
  }

  KuboEndpoint endpoint() {
    return endpoint;
  }

  KuboProcess process() {
    return process;
  }

  private void supervise() {
    Duration pause = FIRST_PAUSE;
    try {
      while (true) {
        long start = System.nanoTime();
        awaitEnd();
        if (System.nanoTime() - start > WELL.toNanos()) {
          pause = FIRST_PAUSE;
        }
        if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        restart();
        pause = longer(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns when it has ended; until then, sees that its log takes no more and more of the disk.
   */
  private void awaitEnd() throws InterruptedException {
    CompletableFuture<Void> end = process.onExit();
    while (true) {
      try {
        end.get(LOG_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        boundLog();
      } catch (ExecutionException e) {
        throw new IllegalStateException("waiting for Kubo's end failed", e);
      }
    }
  }

  private void boundLog() {
    try {
      process.boundLog();
    } catch (IOException e) {
      LOG.warn("Kubo's log {} is not shortened: {}", log, e.getMessage());
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  private synchronized void restart() {
    if (closing.getCount() == 0) {
      return;
    }
    LOG.warn("Kubo ended, and is started again; its log is {}", log);
    try {
      repo.prepare(program, setup);
      process = KuboProcess.start(program, repo, log);
      LOG.info("Kubo runs again at {}", endpoint);
    } catch (IOException e) {
      LOG.warn("Kubo did not start again: {}", e.getMessage());
    }
  }

  /** Stops it. Clients are closed first. */
  @Override
  public void close() {
    closing.countDown();
    stop();
  }

  /** Not while it is just being started. */
  private synchronized void stop() {
    process.close();
  }
}
