package dagbok.app;

import dagbok.cli.Hint;
import dagbok.doctor.Doctor;
import dagbok.doctor.Report;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Peers;
import dagbok.metrics.Metrics;
import dagbok.metrics.Numbers;
import dagbok.peer.PeerAddress;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.PinTable;
import dagbok.web.port.Health;
import dagbok.web.port.Profiles;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What runs, what is wrong, and what can be done about it. */
final class DaemonHealth implements Health {
  private static final Pattern LOOPBACK = Pattern.compile("^/(ip4/127\\.|ip6/::1/)");
  private static final int MAX_ADDRESSES = 8;

  private final String version;
  private final Supplier<String> page;
  private final IpfsChoice ipfs;
  private final Database database;
  private final Profiles profiles;
  private final Doctor doctor;
  private final Remedies remedies;
  private final Metrics metrics;
  private final Optional<String> home;

  /** {@code home}: the one folder of the daemon's files, if there is one. */
  DaemonHealth(
      String version,
      Supplier<String> page,
      IpfsChoice ipfs,
      Database database,
      Profiles profiles,
      Doctor doctor,
      Remedies remedies,
      Metrics metrics,
      Optional<String> home) {
    this.version = version;
    this.page = page;
    this.ipfs = ipfs;
    this.database = database;
    this.profiles = profiles;
    this.doctor = doctor;
    this.remedies = remedies;
    this.metrics = metrics;
    this.home = home;
  }

  /** The words for how a check can stand. */
  static List<String> states() {
    return Arrays.stream(State.values()).map(DaemonHealth::word).toList();
  }

  @Override
  public StatusView status() {
    return new StatusView(
        version,
        page.get(),
        ipfsView(),
        profiles.list(),
        checks(),
        database.read(OutboxTable::count));
  }

  private IpfsView ipfsView() {
    try {
      Peers.Self self = ipfs.peers().self();
      return new IpfsView(
          word(ipfs.kind()),
          ipfs.ownNode(),
          ipfs.api(),
          Optional.of(self.version()),
          peers(peer -> true),
          peers(DaemonHealth::isOverHttp),
          true,
          ipfs.why(),
          reachable(self.addresses()));
    } catch (IpfsException e) {
      return new IpfsView(
          word(ipfs.kind()),
          ipfs.ownNode(),
          ipfs.api(),
          Optional.empty(),
          0,
          0,
          false,
          ipfs.why(),
          List.of());
    }
  }

  /** Those of other machines' use, if there are any; first those that everybody can use. */
  private static List<String> reachable(List<String> addresses) {
    List<String> others = addresses.stream().filter(a -> !LOOPBACK.matcher(a).find()).toList();
    return (others.isEmpty() ? addresses : others)
        .stream()
            .sorted(Comparator.comparing(PeerAddress::isHttp).reversed())
            .limit(MAX_ADDRESSES)
            .toList();
  }

  private int peers(Predicate<Peers.Peer> which) {
    List<Peers.Peer> connected = ipfs.peers().connected();
    return (int) connected.stream().filter(which).map(Peers.Peer::id).distinct().count();
  }

  /** A peer that came to us over HTTP and has no port of its own has no address but its id. */
  private static boolean isOverHttp(Peers.Peer peer) {
    return PeerAddress.isHttp(peer.address()) || peer.address().startsWith("/p2p/");
  }

  @Override
  public List<CheckView> checks() {
    return doctor.examine().stream().map(this::view).toList();
  }

  @Override
  public List<CheckView> recentChecks() {
    return doctor.recent().stream().map(this::view).toList();
  }

  private CheckView view(Report report) {
    return new CheckView(
        report.code(),
        state(report.state()),
        report.text(),
        Hint.ofDaemon(report.fix(), home),
        report.remedy().map(remedy -> new Remedy(remedy.code(), remedy.label())),
        report.because());
  }

  private static State state(Report.State state) {
    return switch (state) {
      case WELL -> State.OK;
      case HIDDEN -> State.HIDDEN;
      case WARNING -> State.WARNING;
      case BROKEN -> State.BROKEN;
    };
  }

  @Override
  public String remedy(String name) {
    return remedies.run(name);
  }

  @Override
  public String metrics() {
    List<Profiles.ProfileView> held = profiles.list();
    Map<String, Long> states = new HashMap<>();
    recentChecks().forEach(check -> states.merge(word(check.state()), 1L, Long::sum));
    long own = held.stream().filter(Profiles.ProfileView::own).count();
    return metrics.text(
        new Numbers(
            own,
            held.size() - own,
            held.stream().mapToLong(Profiles.ProfileView::entries).sum(),
            held.stream().mapToLong(Profiles.ProfileView::live).sum(),
            database.read(OutboxTable::count),
            database.read(PinTable::count),
            connected(),
            states));
  }

  private long connected() {
    try {
      return peers(peer -> true);
    } catch (IpfsException e) {
      return 0;
    }
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
