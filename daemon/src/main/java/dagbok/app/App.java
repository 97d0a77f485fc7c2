package dagbok.app;

import dagbok.archive.BlockInspector;
import dagbok.archive.CarExport;
import dagbok.archive.CarImport;
import dagbok.archive.CarVerifier;
import dagbok.backup.BackupMaker;
import dagbok.config.Config;
import dagbok.crypto.Verifier;
import dagbok.disk.DiskSpace;
import dagbok.doctor.Doctor;
import dagbok.doctor.KeysOpen;
import dagbok.doctor.Watch;
import dagbok.gossip.GossipRunner;
import dagbok.gossip.Input;
import dagbok.ipfs.Blocks;
import dagbok.ipfs.IpfsChoice;
import dagbok.ipfs.Pins;
import dagbok.ipfs.PubSub;
import dagbok.ipfs.ScopedPins;
import dagbok.ipfs.UploadGate;
import dagbok.ipfs.gateway.GatewayedBlocks;
import dagbok.ipfs.gateway.Gateways;
import dagbok.keep.Eraser;
import dagbok.keep.Keeper;
import dagbok.media.FileType;
import dagbok.metrics.MeasuredBlocks;
import dagbok.metrics.MeasuredPubSub;
import dagbok.metrics.Metrics;
import dagbok.pair.Invitations;
import dagbok.pair.Joins;
import dagbok.pair.PendingFolder;
import dagbok.pair.Settling;
import dagbok.pinning.RemoteKeeper;
import dagbok.profile.Allowance;
import dagbok.profile.Budget;
import dagbok.profile.KeyFolder;
import dagbok.profile.PhraseFolder;
import dagbok.profile.Reindexing;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.publish.Author;
import dagbok.publish.EntryWriter;
import dagbok.publish.ProfileFounder;
import dagbok.publish.Recoverer;
import dagbok.publish.Seals;
import dagbok.store.Database;
import dagbok.store.ProfileTable;
import dagbok.sync.CatchUp;
import dagbok.sync.Copies;
import dagbok.sync.Discoveries;
import dagbok.sync.Finder;
import dagbok.sync.HeadJudge;
import dagbok.sync.Provider;
import dagbok.sync.SyncService;
import dagbok.web.WebServer;
import dagbok.web.WebSettings;
import dagbok.web.port.Daemon;
import dagbok.web.port.Events;
import dagbok.web.port.Follows;
import dagbok.work.Workers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All parts of a running daemon, put together in one place. Closing it stops them. */
final class App implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(App.class);

  /**
   * What other people's profiles leave free on the disk, so that one can go on writing: 256 MiB.
   */
  private static final long OTHERS_LEAVE_BYTES = 256L << 20;

  private final Network network;
  private final WebServer web;
  private final Closers closers;

  private App(Network network, WebServer web, Closers closers) {
    this.network = network;
    this.web = web;
    this.closers = closers;
  }

  /**
   * Starts a daemon in the home that {@code config} names, which is locked for it.
   *
   * @param network closed with it, and also if it does not start
   */
  static App start(Config config, Network network, String version, Clock clock, SecureRandom random)
      throws IOException {
    Closers closers = new Closers();
    closers.add(network::close);
    try {
      return start(config, network, version, clock, random, closers);
    } catch (IOException | RuntimeException e) {
      closers.close();
      throw e;
    }
  }

  private static App start(
      Config config,
      Network network,
      String version,
      Clock clock,
      SecureRandom random,
      Closers closers)
      throws IOException {
    IpfsChoice ipfs = network.ipfs();
    Path data = config.home().data();
    Path temporary = emptied(data.resolve("temporary"));
    Reindexing.forgetUnfinished(config.home().database());
    Database database = Database.open(config.home().database());
    closers.add(database::close);
    KeyFolder keys = new KeyFolder(data.resolve("keys"));
    Verifier verifier = Verifier.ed25519();
    ReplicaBook replicas = new ReplicaBook(database, clock, verifier);
    DiskSpace disk = DiskSpace.of(data);
    Allowance allowance =
        new Allowance(
            replicas::followedBytes, budget(config), () -> disk.usableBytes() < OTHERS_LEAVE_BYTES);
    PhraseFolder phraseFolder = new PhraseFolder(data.resolve("keys"));
    EventHub events = new EventHub();
    Workers workers = new Workers();
    closers.add(workers::close);

    Metrics metrics = new Metrics(DaemonHealth.states());
    Blocks blocks = new MeasuredBlocks(ipfs.blocks(), metrics);
    PubSub pubSub = new MeasuredPubSub(ipfs.pubsub(), metrics);
    Pins pins = new ScopedPins(ipfs.pins(), blocks, Installation.name(data, random));
    Uploads uploads = new Uploads(pins);
    Keeper keeper = new Keeper(blocks, pins, database, allowance, clock);
    Copies copies =
        new Copies(
            clock,
            profile -> replicas.find(profile).flatMap(Replica::snapshot),
            new Ourselves(ipfs.peers(), network.peering().self()));
    HeadJudge judge = new HeadJudge(verifier);
    Optional<RemoteKeeper> remote =
        PinningServices.of(
            config.keep(),
            replicas,
            ipfs.peers(),
            workers.lane(true).media(),
            events::profileChanged);
    EntryWriter writer = new EntryWriter(keys, clock, random);
    UploadGate gate = new UploadGate();
    Eraser eraser = new Eraser(blocks, database, gate, keys, random, workers.erasing());
    SyncService sync =
        new SyncService(
            replicas,
            keys,
            judge,
            new CatchUp(
                packs(config, blocks),
                allowance,
                replica -> workers.lane(replica.own()).fetchers()),
            keeper,
            eraser,
            allowance,
            new Provider(ipfs.peers(), workers.chores(), random),
            copies,
            new SyncEvents(events, uploads, metrics, remote, writer),
            workers);
    GossipRunner gossip = new GossipRunner(pubSub, random, sync::announced);
    closers.add(gossip::close);
    sync.speakThrough(gossip);
    Finder finder =
        new Finder(
            ipfs.peers(),
            workers.finding(),
            sync::state,
            sync::mayAsk,
            profile -> gossip.tell(new Input.Ask(profile)));
    Reach reach = new Reach(ipfs.kind());
    Discoveries discoveries = new Discoveries(verifier, clock);
    gossip.onDiscovered(discoveries::heard);

    Names names = new Names(database);
    DaemonDeletions deletions =
        new DaemonDeletions(
            database, replicas, writer, sync, events, clock, workers.lane(true).queue());
    PostViews views = new PostViews(database, blocks, names, copies, deletions::of);
    Author author = new Author(writer, blocks, gate, new FileType());
    CarExport export = new CarExport(database, blocks);
    ShareAddresses addresses = new ShareAddresses(() -> network.peering().addresses());
    DaemonDiscovery discovery =
        new DaemonDiscovery(
            database, replicas, keys, names, discoveries, addresses, gossip::tell, clock);
    DaemonProfiles profiles =
        new DaemonProfiles(
            database,
            replicas,
            new ProfileFounder(replicas, keys, phraseFolder, clock, random),
            names,
            sync,
            keeper,
            export,
            new CarImport(temporary, replicas, database, blocks),
            addresses,
            copies,
            remote,
            events);
    DaemonPhrases phrases = new DaemonPhrases(phraseFolder, replicas);
    BackupMaker backups =
        new BackupMaker(
            database,
            replicas,
            keys,
            phraseFolder,
            config.home().configFile(),
            version,
            clock,
            random);
    PageAddress page = new PageAddress();
    KeysOpen openKeys = new KeysOpen(data.resolve("keys"));
    Doctor doctor =
        new Doctor(
            Checks.of(
                data,
                openKeys,
                database,
                ipfs,
                gossip,
                sync,
                replicas,
                names,
                phrases,
                new ProfileChecks(replicas, names, writer),
                reach,
                clock),
            clock);
    Invitations.Later later =
        (work, pause) -> {
          var unused = workers.chores().schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
        };
    Invitations invitations = new Invitations(clock, random, later);
    PairingStreams streams =
        new PairingStreams(ipfs.streams(), ipfs.peers(), network.peering(), random, later);
    closers.add(streams::close);
    closers.add(invitations::close);
    DaemonDevices devices =
        new DaemonDevices(
            database,
            replicas,
            keys,
            writer,
            names,
            invitations,
            network.peering(),
            streams,
            new PairingAddresses(ipfs.peers(), () -> network.peering().addresses()),
            sync);
    network.peering().admitWith(devices::answer);
    Settling settling =
        new Settling(
            new PendingFolder(data.resolve("keys")),
            keys,
            replicas,
            database,
            (replica, peers) -> joined(replica, peers, sync, finder, events));
    Joins joins = new Joins(settling, clock, random, Seals::of, workers.joining());
    Daemon daemon =
        new Daemon(
            profiles,
            new DaemonPosts(
                database, replicas, author, writer, uploads, views, sync, copies, events, clock),
            deletions,
            new DaemonSealedCopies(database, replicas, eraser, sync),
            new DaemonFollows(
                database,
                replicas,
                names,
                sync,
                finder,
                keeper,
                pubSub,
                ipfs.peers(),
                events,
                clock,
                reach,
                () -> nearby(network)),
            discovery,
            new DaemonPolicies(replicas, names, keeper, sync, events),
            devices,
            new DaemonJoining(joins, network.peering(), streams),
            new DaemonRevocations(replicas, writer, sync, events),
            new DaemonMedia(database, blocks),
            new BlockInspector(
                replicas, database, blocks, new CarVerifier(temporary, database, blocks, clock)),
            new DaemonHealth(
                version,
                page,
                ipfs,
                database,
                profiles,
                doctor,
                new Remedies(doctor, ipfs, database, finder, sync, openKeys),
                metrics,
                config.home().folder().map(Path::toString)),
            phrases,
            new DaemonRecovery(
                database,
                replicas,
                new Recoverer(replicas, keys, clock, random),
                writer,
                keys,
                sync,
                finder,
                reach,
                events,
                DaemonRecovery.LISTENING),
            new DaemonBackups(backups, export, events),
            events);
    WebServer web = WebServer.start(settings(config, clock, random), daemon);
    closers.add(web::close);
    page.is(web.url());
    gossip.start();
    hold(database, replicas, sync, finder, writer);
    settling.resume();
    Events.Subscription settled =
        events.subscribe(
            0,
            event -> {
              if (event instanceof Events.ProfileChanged changed && settling.waits()) {
                workers
                    .joining()
                    .execute(() -> replicas.find(changed.profile()).ifPresent(settling::arrived));
              }
            });
    closers.add(settled::close);
    deletions.start();
    network.join(
        gossip,
        events,
        config.peers().introduce() ? new Introduction(database, replicas, names) : Map::of);
    Watch watch = new Watch(doctor, events::statusChanged);
    if (config.peers().discover()) {
      gossip.tell(new Input.Discover());
    }
    Upkeep upkeep = new Upkeep(workers.chores());
    upkeep.watch(watch);
    upkeep.audit(sync::audit);
    upkeep.tell(discovery::tell);
    upkeep.sweep(streams::closeLeft);
    upkeep.sweep(new Restored(data, profiles)::takeIn);
    upkeep.sweep(
        () -> {
          keeper.sweep(replicas::holds);
          uploads.sweep(database);
        });
    return new App(network, web, closers);
  }

  /** What posts are fetched from. */
  private static Blocks packs(Config config, Blocks blocks) {
    List<URI> gateways = config.sync().gateways();
    return gateways.isEmpty() ? blocks : new GatewayedBlocks(blocks, new Gateways(gateways));
  }

  private static void joined(
      Replica replica, List<String> addresses, SyncService sync, Finder finder, EventHub events) {
    sync.hold(replica);
    finder.look(replica.profile(), addresses);
    events.profileChanged(replica.profile());
  }

  private static Budget budget(Config config) {
    long quota = config.keep().quota();
    return Budget.STANDARD.withFiles(Math.min(quota, Budget.STANDARD.fileBytes()), quota);
  }

  /** A folder for files that are of no use after a crash. */
  private static Path emptied(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
      for (Path file : left) {
        Files.delete(file);
      }
    }
    return folder;
  }

  private static void hold(
      Database database,
      ReplicaBook replicas,
      SyncService sync,
      Finder finder,
      EntryWriter writer) {
    for (ProfileTable.Row row : database.read(ProfileTable::all)) {
      Optional<Replica> replica = replicas.find(row.profile());
      replica.ifPresent(sync::hold);
      boolean lost = replica.filter(own -> own.own() && isLost(own, writer)).isPresent();
      if (row.followed().isPresent() || !row.peers().isEmpty() || lost) {
        finder.look(row.profile(), row.peers());
      }
    }
  }

  /** Whether this machine has no device to write with, so that others have more of the profile. */
  private static boolean isLost(Replica own, EntryWriter writer) {
    try {
      return writer.find(own).isEmpty();
    } catch (UncheckedIOException e) {
      log.warn("{}: {}", own.profile(), e.getMessage()); // doctor says what to do
      return false;
    }
  }

  private static List<Follows.Nearby> nearby(Network network) {
    return network.peering().nearby().stream()
        .map(seen -> new Follows.Nearby(seen.profile().toString(), seen.name(), seen.address()))
        .toList();
  }

  private static WebSettings settings(Config config, Clock clock, SecureRandom random) {
    Path data = config.home().data();
    return new WebSettings(
        config.web().bind(),
        config.web().port(),
        Set.copyOf(config.web().hosts()),
        config.home().run(),
        config.home().socket(),
        data.resolve("web"),
        data.resolve("uploads"),
        WebSettings.DEFAULT_MAX_UPLOAD_BYTES,
        config.web().metrics() == Config.Metrics.OPEN,
        clock,
        random);
  }

  /** The port that peers come to, if there is one. */
  Optional<Integer> peersPort() {
    return network.peering().port();
  }

  WebServer web() {
    return web;
  }

  @Override
  public void close() {
    closers.close();
  }
}
