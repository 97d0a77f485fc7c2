package dagbok.app;

import dagbok.cli.Browser;
import dagbok.cli.DaemonRunner;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.config.Config;
import dagbok.config.Home;
import dagbok.disk.WholeFile;
import dagbok.doctor.PortHolder;
import dagbok.store.StoreException;
import dagbok.web.PortTakenException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a daemon in the foreground until the process is told to end. */
final class Runner implements DaemonRunner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);

  private final PrintStream out;

  Runner(PrintStream out) {
    this.out = out;
  }

  @Override
  public void run(Config config) {
    Home home = config.home();
    home.createFolders();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    try (HomeLock lock = HomeLock.take(home)) {
      log.debug("{} is locked", lock);
      Thread hook = new Thread(() -> stop(told, ended), "stop");
      Runtime.getRuntime().addShutdownHook(hook);
      serve(config, told);
    } catch (PortTakenException e) {
      throw new Failure(
          ExitCode.FAILED,
          "port " + e.port() + " of the page is taken by " + PortHolder.of(e.port()).words(),
          "run 'dagbok run --set web.port=0' to take any free port");
    } catch (IOException e) {
      throw new Failure(
          ExitCode.FAILED,
          "the daemon can't run: " + e.getMessage(),
          "run 'dagbok doctor' to see what is wrong");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  /** Under the lock: the files that say where the daemon is are those of the one that has it. */
  private void serve(Config config, CountDownLatch told) throws IOException, InterruptedException {
    try (App app = start(config)) {
      publish(config.home(), app);
      say(config, app);
      told.await();
    } finally {
      forget(config.home());
    }
  }

  private static App start(Config config) throws IOException {
    Clock clock = Clock.system(ZoneId.systemDefault());
    SecureRandom random = new SecureRandom();
    try {
      Network network = Network.open(config, version(), clock, random);
      log.info("IPFS: {}", network.ipfs().why());
      return App.start(config, network, version(), clock, random);
    } catch (StoreException e) {
      throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reason().cure());
    }
  }

  static String version() {
    String version = Runner.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void publish(Home home, App app) throws IOException {
    WholeFile.write(home.pid(), ProcessHandle.current().pid() + "\n");
    String peers = app.peersPort().map(port -> ",\"peers\":" + port).orElse("");
    WholeFile.write(home.ports(), "{\"web\":" + app.web().port() + peers + "}\n");
  }

  private static void forget(Home home) {
    try {
      Files.deleteIfExists(home.ports());
      Files.deleteIfExists(home.pid());
    } catch (IOException e) {
      log.warn("the files that say where the daemon is can't be removed: {}", e.getMessage());
    }
  }

  private void say(Config config, App app) {
    Browser browser = new Browser(System.getenv());
    String page = Path.of(app.web().opening().file()).toUri().toString();
    if (config.web().open() && browser.open(page)) {
      out.println("Dagbok runs at " + app.web().url() + " (stop it with Ctrl-C)");
    } else {
      out.println("Dagbok runs. Open its page, once, at " + app.web().openUrl());
      out.println("Later, run 'dagbok open --print'. Stop it with Ctrl-C");
    }
  }

  private static void stop(CountDownLatch told, CountDownLatch ended) {
    told.countDown();
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
