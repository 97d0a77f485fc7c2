package dagbok.app;

import dagbok.cli.ExitCode;
import dagbok.cli.Failure;
import dagbok.config.Config;
import dagbok.config.Home;
import dagbok.gossip.GossipRunner;
import dagbok.gossip.Input;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.Pins;
import dagbok.ipfs.embedded.EmbeddedStore;
import dagbok.ipfs.kubo.KuboFinder;
import dagbok.ipfs.kubo.KuboSearch;
import dagbok.ipfs.kubo.KuboSettings;
import dagbok.ipfs.kubo.KuboSurroundings;
import dagbok.kubo.process.KuboNetwork;
import dagbok.peer.EmbeddedNode;
import dagbok.peer.Peering;
import dagbok.schema.ProfileId;
import dagbok.store.StoreException;
import dagbok.web.port.Events;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The IPFS node that the daemon uses, with peers over HTTP around it. Which one it is, the settings
 * and the machine decide; what was kept in another before is moved.
 */
final class Network implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Network.class);
  private static final long COLLECT_MINUTES = 60;

  /** One may collect garbage for long. */
  private static final int UPKEEP_THREADS = 2;

  private static final long INTRODUCE_PAUSE_SECONDS = 1;

  private final IpfsChoice ipfs;
  private final Peering peering;
  private final AtomicBoolean introducing = new AtomicBoolean();
  private Events.Subscription subscription = () -> {};
  private final ScheduledExecutorService upkeep =
      Executors.newScheduledThreadPool(
          UPKEEP_THREADS,
          task -> {
            Thread thread = new Thread(task, "upkeep");
            thread.setDaemon(true);
            return thread;
          });

  private Network(IpfsChoice ipfs, Peering peering) {
    this.ipfs = ipfs;
    this.peering = peering;
  }

  /**
   * Finds or starts the IPFS node and opens the port for peers.
   *
   * @throws Failure if there is no IPFS node that the settings allow
   * @throws IOException if the port or a file can't be used
   */
  static Network open(Config config, String version, Clock clock, SecureRandom random)
      throws IOException {
    Opening opening = new Opening(config, version, clock, random);
    KuboSearch search =
        config.ipfs().kind() == Config.IpfsKind.EMBEDDED
            ? new KuboSearch.None("ipfs.kind says so", "dagbok config set ipfs.kind auto")
            : opening.kubo();
    if (search instanceof KuboSearch.Found found) {
      return opening.around(found.choice());
    }
    KuboSearch.None none = (KuboSearch.None) search;
    if (config.ipfs().kind() == Config.IpfsKind.KUBO) {
      throw new Failure(ExitCode.NO_IPFS, "no IPFS node: " + none.why(), none.hint());
    }
    return opening.embedded(none.why());
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

  IpfsChoice ipfs() {
    return ipfs;
  }

  Peering peering() {
    return peering;
  }

  /**
   * Lets gossip speak to peers over HTTP, and tells them who writes here, again whenever a profile
   * changed.
   */
  void join(GossipRunner gossip, Events events, Supplier<Map<ProfileId, String>> people) {
    peering.answerWith(gossip::answers);
    peering.onListeners(topics -> topics.forEach(t -> gossip.tell(new Input.Listening(t))));
    subscription =
        events.subscribe(
            0,
            event -> {
              if (event instanceof Events.ProfileChanged) {
                introduceSoon(people);
              }
            });
    introduceSoon(people);
  }

  /** Many changes at once become one introduction. */
  private void introduceSoon(Supplier<Map<ProfileId, String>> people) {
    if (introducing.compareAndSet(false, true)) {
      var unused =
          upkeep.schedule(() -> introduce(people), INTRODUCE_PAUSE_SECONDS, TimeUnit.SECONDS);
    }
  }

  private void introduce(Supplier<Map<ProfileId, String>> people) {
    introducing.set(false);
    try {
      peering.introduce(people.get());
    } catch (StoreException e) {
      log.warn("peers are told later who writes here: {}", e.getMessage());
      introduceSoon(people);
    }
  }

  @Override
  public void close() {
    subscription.close();
    upkeep.shutdownNow();
    peering.close();
    ipfs.close();
  }

  /** What is known while it is opened. */
  private static final class Opening {
    private final Config config;
    private final String version;
    private final Clock clock;
    private final SecureRandom random;
    private final Path data;
    private final Path file;

    Opening(Config config, String version, Clock clock, SecureRandom random) {
      this.config = config;
      this.version = version;
      this.clock = clock;
      this.random = random;
      this.data = config.home().data();
      this.file = data.resolve("ipfs.db");
    }

    /** Looks for Kubo; may start one. */
    KuboSearch kubo() {
      KuboSettings settings = kuboSettings(config, config.ipfs().kubo().start());
      KuboSurroundings surroundings =
          KuboSurroundings.of(System.getenv(), Home.ofPerson(System.getenv()));
      return new KuboFinder(settings, surroundings).find();
    }

    Network around(IpfsChoice kubo) throws IOException {
      try {
        moveIn(kubo.kind(), kubo.blocks(), this::oldStore);
        boolean listens = config.peers().listen() == Config.Listen.ALWAYS;
        Peering peering = Peering.start(options(listens), kubo.blocks(), random, clock);
        Network network = new Network(peering.around(kubo), peering);
        if (kubo.ownNode()) {
          kubo.api().map(KuboCare::new).ifPresent(care -> network.collect(care, clock));
        }
        return network;
      } catch (IOException | RuntimeException e) {
        kubo.close();
        throw e;
      }
    }

    Network embedded(String reason) throws IOException {
      EmbeddedStore store = EmbeddedStore.open(file, config.ipfs().quotaBytes(), clock);
      try {
        String why = "the embedded IPFS node, because " + reason;
        EmbeddedNode node = new EmbeddedNode(store, why, version);
        moveIn(IpfsChoice.Kind.EMBEDDED, store.blocks(), this::oldKubo);
        boolean listens = config.peers().listen() != Config.Listen.NEVER;
        Peering peering = Peering.start(options(listens), store.blocks(), random, clock);
        Network network = new Network(peering.around(node), peering);
        network.collect(store);
        return network;
      } catch (IOException | RuntimeException e) {
        store.close();
        throw e;
      }
    }

    private Optional<Old> oldStore() {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      EmbeddedStore store = EmbeddedStore.open(file, config.ipfs().quotaBytes(), clock);
      return Optional.of(new Old(store.blocks(), store.pins(), store::close));
    }

    private Optional<Old> oldKubo() {
      if (!(kubo() instanceof KuboSearch.Found found)) {
        return Optional.empty();
      }
      IpfsChoice kubo = found.choice();
      return Optional.of(new Old(kubo.blocks(), kubo.pins(), kubo::close));
    }

    private Peering.Options options(boolean listens) {
      Config.Peers peers = config.peers();
      Path key = data.resolve("peer.key");
      return new Peering.Options(peers.host(), peers.port(), listens, peers.mdns(), key);
    }

    /** The IPFS node that was used before, if it can be had now. */
    private record Old(Blocks blocks, Pins pins, Runnable closer) {}

    private void moveIn(IpfsChoice.Kind kind, Blocks blocks, Supplier<Optional<Old>> other)
        throws IOException {
      UsedNodes used = new UsedNodes(data);
      Set<IpfsChoice.Kind> kinds = used.read();
      if (kinds.stream().allMatch(kind::equals) || move(blocks, other)) {
        kinds.clear();
      }
      kinds.add(kind);
      used.write(kinds);
    }

    private boolean move(Blocks blocks, Supplier<Optional<Old>> other) throws IOException {
      Optional<Old> old = other.get();
      if (old.isEmpty()) {
        log.warn("the IPFS node of before is not there; its media are moved at a later start");
        return false;
      }
      String prefix = Pins.PREFIX + Installation.name(data, random) + "/";
      try {
        IpfsMove.copy(old.get().blocks(), old.get().pins(), prefix, blocks);
        return true;
      } catch (IpfsException e) {
        log.warn("moving goes on at the next start: {}", e.getMessage());
        return false;
      } finally {
        old.get().closer().run();
      }
    }
  }

  private void collect(KuboCare kubo, Clock clock) {
    long pause = KuboGarbage.LOOK.toMinutes();
    var unused =
        upkeep.scheduleWithFixedDelay(new KuboGarbage(kubo, clock), pause, pause, TimeUnit.MINUTES);
  }

  private void collect(EmbeddedStore store) {
    Runnable collection =
        () -> {
          try {
            log.debug("{} blocks were collected", store.collect(EmbeddedStore.GRACE));
          } catch (IpfsException e) {
            log.warn("garbage is collected later: {}", e.getMessage());
          }
        };
    var unused =
        upkeep.scheduleWithFixedDelay(
            collection, COLLECT_MINUTES, COLLECT_MINUTES, TimeUnit.MINUTES);
  }
}
