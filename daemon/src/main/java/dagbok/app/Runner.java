package dagbok.app;

import dagbok.cli.Browser;
import dagbok.cli.DaemonRunner;
import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.config.Config;
import dagbok.config.Home;
import dagbok.doctor.PortHolder;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.kubo.KuboFinder;
import dagbok.ipfs.kubo.KuboSearch;
import dagbok.ipfs.kubo.KuboSettings;
import dagbok.ipfs.kubo.KuboSurroundings;
import dagbok.kubo.process.KuboNetwork;
import dagbok.store.StoreException;
import dagbok.web.PortTakenException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    IpfsChoice ipfs = ipfs(config);
    log.info("IPFS: {}", ipfs.why());
    try {
      return App.start(config, ipfs, version());
    } catch (StoreException e) {
      ipfs.close();
      throw new Failure(ExitCode.FAILED, String.valueOf(e.getMessage()), e.reason().cure());
    } catch (IOException | RuntimeException e) {
      ipfs.close();
      throw e;
    }
  }

  private static IpfsChoice ipfs(Config config) {
    if (config.ipfs().kind() == Config.IpfsKind.EMBEDDED) {
      throw new Failure(
          ExitCode.NO_IPFS,
          "this version has no embedded IPFS node yet",
          "run 'dagbok config set ipfs.kind auto', and install Kubo");
    }
    KuboSurroundings surroundings =
        KuboSurroundings.of(System.getenv(), Path.of(System.getProperty("user.home")));
    KuboSearch search =
        new KuboFinder(kuboSettings(config, config.ipfs().kubo().start()), surroundings).find();
    if (search instanceof KuboSearch.Found found) {
      return found.choice();
    }
    KuboSearch.None none = (KuboSearch.None) search;
    throw new Failure(ExitCode.NO_IPFS, "no IPFS node: " + none.why(), none.hint());
  }

  /** What was said about Kubo; {@code start}: whether one may be started now. */
  static KuboSettings kuboSettings(Config config, boolean start) {
    Config.Kubo kubo = config.ipfs().kubo();
    return new KuboSettings(
        kubo.api().map(URI::toString),
        kubo.secretFile(),
        start,
        KuboNetwork.valueOf(kubo.network().name()),
        config.home().data().resolve("ipfs"));
  }

  static String version() {
    String version = Runner.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }

  private static void publish(Home home, App app) throws IOException {
    write(home.pid(), ProcessHandle.current().pid() + "\n");
    write(home.ports(), "{\"web\":" + app.web().port() + "}\n");
  }

  private static void write(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(temporary, text);
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
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
