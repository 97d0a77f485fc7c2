package dagbok.app;

import dagbok.cli.json.JsonObject;
import dagbok.config.Config;
import dagbok.config.ConfigSources;
import dagbok.config.Home;
import dagbok.disk.DiskSpace;
import dagbok.doctor.ConfigWrong;
import dagbok.doctor.DataInUse;
import dagbok.doctor.DataReadOnly;
import dagbok.doctor.DatabaseOpens;
import dagbok.doctor.DiskShort;
import dagbok.doctor.Doctor;
import dagbok.doctor.Finding;
import dagbok.doctor.IpfsAnswers;
import dagbok.doctor.IpfsSays;
import dagbok.doctor.KeysOpen;
import dagbok.doctor.NoDaemon;
import dagbok.doctor.NoIpfs;
import dagbok.doctor.PortTaken;
import dagbok.doctor.Report;
import dagbok.doctor.StaleFiles;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsWarning;
import dagbok.ipfs.Peers;
import dagbok.ipfs.kubo.KuboFinder;
import dagbok.ipfs.kubo.KuboSearch;
import dagbok.ipfs.kubo.KuboSurroundings;
import dagbok.kubo.process.KuboProgram;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Examines a home where no daemon answers: what would keep one from starting, and what it would
 * find. Starts and changes nothing.
 */
final class HomeDoctor {
  private final Home home;
  private final ConfigSources settings;
  private Optional<IpfsChoice> ipfs = Optional.empty();
  private boolean embedded;

  HomeDoctor(Home home, ConfigSources settings) {
    this.home = home;
    this.settings = settings;
  }

  List<JsonObject> examine() {
    Path data = home.data();
    DiskShort.Place disk = new DiskShort.Place(data, DiskSpace.of(data), Optional.empty());
    Supplier<List<IpfsWarning>> says = () -> ipfs.map(IpfsChoice::warnings).orElse(List.of());
    Doctor doctor =
        new Doctor(
            List.of(
                new ConfigWrong(settings::config),
                DiskShort.full(disk),
                DiskShort.low(disk),
                new DataReadOnly(data),
                new DataInUse(home),
                new StaleFiles(home),
                new DatabaseOpens(home.database()),
                new KeysOpen(data.resolve("keys")),
                PortTaken.page(() -> settings.config().web().port()),
                new NoIpfs(this::search),
                PortTaken.peers(this::peersPort),
                new NoDaemon(),
                new IpfsAnswers(this::self),
                IpfsSays.kuboOld(says),
                IpfsSays.pubsubOff(says, false),
                IpfsSays.trouble(says)),
            Clock.systemUTC());
    try {
      return doctor.examine().stream().map(HomeDoctor::json).toList();
    } finally {
      ipfs.ifPresent(IpfsChoice::close);
    }
  }

  private int peersPort() {
    Config.Peers peers = settings.config().peers();
    boolean listens =
        switch (peers.listen()) {
          case ALWAYS -> true;
          case NEVER -> false;
          case AUTO -> embedded;
        };
    return listens ? peers.port() : 0;
  }

  /** Looks for a Kubo that runs, or a program that the daemon could start. */
  private Optional<Finding> search() {
    Config config = settings.config();
    if (config.ipfs().kind() == Config.IpfsKind.EMBEDDED) {
      embedded = true;
      return Optional.empty();
    }
    KuboSurroundings surroundings =
        KuboSurroundings.of(System.getenv(), Home.ofPerson(System.getenv()));
    boolean startable = config.ipfs().kubo().start() && isInstalled(surroundings.path());
    boolean start = config.ipfs().kubo().start() && !startable; // finds nothing that it could start
    KuboSearch search = new KuboFinder(Network.kuboSettings(config, start), surroundings).find();
    if (search instanceof KuboSearch.Found found) {
      ipfs = Optional.of(found.choice());
      return Optional.empty();
    }
    KuboSearch.None none = (KuboSearch.None) search;
    boolean kuboOnly = config.ipfs().kind() == Config.IpfsKind.KUBO;
    embedded = !startable && !kuboOnly;
    return startable || !kuboOnly
        ? Optional.empty()
        : Optional.of(Finding.broken("No IPFS node: " + none.why(), none.hint()));
  }

  private static boolean isInstalled(String path) {
    try {
      Optional<Path> program = KuboProgram.onPath(path);
      return program.isPresent() && KuboProgram.of(program.get()).version().isSupported();
    } catch (IOException e) {
      return false;
    }
  }

  /** Nothing can be said of one that is not there. */
  private Optional<Peers.Self> self() {
    return ipfs.map(choice -> choice.peers().self());
  }

  private static JsonObject json(Report report) {
    String state = report.state() == Report.State.WELL ? "ok" : report.state().name();
    return JsonObject.builder()
        .put("code", report.code())
        .put("state", state.toLowerCase(Locale.ROOT))
        .put("text", report.text())
        .put("fix", Optional.of(report.fix()).filter(fix -> !fix.isEmpty()))
        .put("because", report.because())
        .build();
  }
}
