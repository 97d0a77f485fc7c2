package dagbok.peer;

import dagbok.crypto.SigningKey;
import dagbok.crypto.Verifier;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.PubSub;
import dagbok.schema.ProfileId;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This daemon among others over HTTP: a port that they come to, links to those that we go to, and
 * mDNS to find each other on a local network. Stands around an IPFS node, which may be the embedded
 * store alone. Thread-safe.
 */
public final class Peering implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Peering.class);
  private static final String LOOPBACK = "127.0.0.1";
  private static final int IDLE_THREAD_SECONDS = 30;
  private static final int FURTHER_THREADS = 4;

  /**
   * How we take part.
   *
   * @param host the address that the port is on
   * @param port 0: any free one
   * @param listens whether there is a port at all
   * @param mdns whether the local network is told and heard
   * @param key the file of the key that names us
   */
  public record Options(String host, int port, boolean listens, boolean mdns, Path key) {}

  /** Somebody who writes at a linked peer, as it says, and where that peer answers. */
  public record Nearby(ProfileId profile, String name, String address) {}

  private final Neighbourhood neighbourhood;
  private final PeerClient client = new PeerClient();
  private final BlockFinder finder;
  private final ScheduledThreadPoolExecutor executor;
  private final ExecutorService deliveries;
  private final Dialer dialer;
  private final PubSub pubsub;
  private final Options options;
  private final PairingDoor door = new PairingDoor();
  private Optional<PeerServer> server = Optional.empty();
  private Optional<LocalNetwork> network = Optional.empty();
  private volatile List<Frame.Person> people = List.of();
  private volatile Function<byte[], List<byte[]>> answers = query -> List.of();

  private Peering(Options options, SigningKey key, SecureRandom random, Clock clock) {
    this.options = options;
    this.neighbourhood = new Neighbourhood(key, Verifier.ed25519(), clock, () -> people);
    this.finder = new BlockFinder(neighbourhood, client);
    this.executor =
        new ScheduledThreadPoolExecutor(Dialer.MAX_LINKS + FURTHER_THREADS, Peering::thread);
    executor.setKeepAliveTime(IDLE_THREAD_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
    executor.setRemoveOnCancelPolicy(true);
    this.deliveries = Executors.newSingleThreadExecutor(Peering::thread);
    this.dialer = new Dialer(neighbourhood, client, executor, random);
    this.pubsub = new PeerPubSub(neighbourhood, deliveries);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "peer");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Opens the port, if there is to be one, and begins to look for others.
   *
   * @param blocks what peers may have of us
   * @throws IOException if the port or the key can't be used; the message says which
   */
  public static Peering start(Options options, Blocks blocks, SecureRandom random, Clock clock)
      throws IOException {
    Peering peering = new Peering(options, PeerKey.load(options.key(), random), random, clock);
    try {
      peering.open(blocks, random);
      return peering;
    } catch (IOException e) {
      peering.close();
      throw e;
    }
  }

  private void open(Blocks blocks, SecureRandom random) throws IOException {
    if (options.listens()) {
      PeerServer started =
          PeerServer.start(
              options.host(),
              options.port(),
              PeerServer.routes(
                  blocks, neighbourhood, query -> answers.apply(query), door, random));
      server = Optional.of(started);
      neighbourhood.answersAt(started.port());
    }
    if (options.mdns()) {
      network =
          Optional.of(
              LocalNetwork.start(
                  LocalNetwork.interfaces(options.host()),
                  port().orElse(0),
                  neighbourhood.self(),
                  executor,
                  this::meet));
    }
  }

  private void meet(PeerAddress address) {
    try {
      dialer.dialFound(address);
    } catch (IOException e) {
      log.debug("{} is on the local network, but not reached: {}", address, e.getMessage());
    }
  }

  /** Our name as a peer over HTTP. */
  public String self() {
    return neighbourhood.self().toString();
  }

  /** The port that peers come to, if there is one. */
  public Optional<Integer> port() {
    return server.map(PeerServer::port);
  }

  /** The embedded IPFS node: its store with peers around it. */
  public IpfsChoice around(EmbeddedNode node) {
    PeeredBlocks blocks = new PeeredBlocks(node.store().blocks(), finder);
    return new IpfsChoice(
        IpfsChoice.Kind.EMBEDDED,
        blocks,
        new PeeredPins(node.store().pins(), blocks, finder),
        pubsub,
        new HttpPeers(neighbourhood, dialer, finder, blocks, this::own, node.version()),
        Optional.empty(),
        Optional.empty(),
        node.why(),
        true,
        false,
        node::warnings,
        node.store()::close);
  }

  /** An IPFS node with peers over HTTP beside its own. */
  public IpfsChoice around(IpfsChoice node) {
    PeeredBlocks blocks = new PeeredBlocks(node.blocks(), finder);
    return new IpfsChoice(
        node.kind(),
        blocks,
        new PeeredPins(node.pins(), blocks, finder),
        new PeeredPubSub(node.pubsub(), pubsub),
        new PeeredPeers(
            node.peers(), new HttpPeers(neighbourhood, dialer, finder, blocks, this::own, "")),
        node.streams(),
        node.api(),
        node.why(),
        node.ownNode(),
        node.announcesAll(),
        node.check(),
        node.closer());
  }

  /** Where other machines reach us over HTTP, as multiaddrs; empty without a port. */
  public List<String> addresses() {
    return own().stream().map(PeerAddress::toString).toList();
  }

  private List<PeerAddress> own() {
    return server.map(open -> own(open.port())).orElse(List.of());
  }

  private List<PeerAddress> own(int port) {
    try {
      List<InetAddress> own = new ArrayList<>(LocalNetwork.interfaces(options.host()));
      if (own.isEmpty()) {
        own.add(InetAddress.getLoopbackAddress());
      }
      return own.stream()
          .map(a -> PeerAddress.of(a.getHostAddress(), port, neighbourhood.self()))
          .toList();
    } catch (IOException e) {
      log.debug("the addresses of this machine are not known: {}", e.getMessage());
      return List.of();
    }
  }

  /** Tells peers who writes here, if it is not what they were told: names by profile. */
  public void introduce(Map<ProfileId, String> profiles) {
    List<Frame.Person> writing =
        profiles.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(entry -> new Frame.Person(entry.getKey(), shortened(entry.getValue())))
            .toList();
    if (!writing.equals(people)) {
      people = writing;
      neighbourhood.tellAll();
    }
  }

  /** Told names are cut rather than refused. */
  private static String shortened(String name) {
    int most = Frame.Person.MAX_NAME_BYTES / 4; // a character has up to four bytes
    return name.codePointCount(0, name.length()) <= most
        ? name
        : name.substring(0, name.offsetByCodePoints(0, most));
  }

  /** What answers a query over HTTP: announcements. */
  public void answerWith(Function<byte[], List<byte[]>> answering) {
    answers = answering;
  }

  /** What answers devices that come to join; empty while nobody is invited. */
  public void admitWith(Function<byte[], Optional<byte[]>> answering) {
    door.answerWith(answering);
  }

  /** A port that new devices come to. */
  public interface Admission extends AutoCloseable {
    /** Where they reach it, as URLs. */
    List<String> addresses();

    /** Its number. */
    int port();

    @Override
    void close();
  }

  /**
   * Lets new devices come: by the port for peers, else by one that is open until this is closed.
   *
   * @throws IOException if no port can be opened
   */
  public Admission admit() throws IOException {
    if (server.isPresent()) {
      return admission(server.get().port(), () -> {});
    }
    PeerServer opened = door.open(options.host(), options.port());
    return admission(opened.port(), opened::close);
  }

  /**
   * A port on loopback that leads to pairing alone, for who hands on what comes from elsewhere.
   *
   * @throws IOException if no port can be opened
   */
  public Admission admitFromHere() throws IOException {
    PeerServer opened = door.open(LOOPBACK, 0);
    return admission(opened.port(), opened::close);
  }

  private Admission admission(int port, Runnable closer) {
    List<String> urls = own(port).stream().map(PeerAddress::url).toList();
    return new Admission() {
      @Override
      public List<String> addresses() {
        return urls;
      }

      @Override
      public int port() {
        return port;
      }

      @Override
      public void close() {
        closer.run();
      }
    };
  }

  /** What a device that invites answers. */
  public byte[] pair(String address, byte[] message) throws IOException {
    try {
      return client.pair(PeerAddress.parse(address), message);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Where linked peers answer over HTTP: one of them may be inviting. */
  public List<String> linked() {
    return neighbourhood.all().stream()
        .flatMap(peer -> peer.address().stream())
        .map(PeerAddress::toString)
        .toList();
  }

  /** Told the topics that a new peer listens to. */
  public void onListeners(Consumer<Set<String>> listener) {
    neighbourhood.onListeners(listener);
  }

  /** Who writes at linked peers. */
  public List<Nearby> nearby() {
    Map<ProfileId, Nearby> all = new LinkedHashMap<>();
    for (Neighbour peer : neighbourhood.all()) {
      String address = peer.address().map(PeerAddress::toString).orElse("");
      for (Frame.Person person : peer.people()) {
        all.putIfAbsent(person.profile(), new Nearby(person.profile(), person.name(), address));
      }
    }
    return List.copyOf(all.values());
  }

  @Override
  public void close() {
    network.ifPresent(LocalNetwork::close);
    dialer.close();
    neighbourhood.close();
    executor.shutdownNow();
    deliveries.shutdownNow();
    server.ifPresent(PeerServer::close);
    client.close();
  }
}
