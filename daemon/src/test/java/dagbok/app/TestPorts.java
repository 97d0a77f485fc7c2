package dagbok.app;

import dagbok.archive.CarExport;
import dagbok.archive.CarImport;
import dagbok.ipfs.IpfsChoice;
import dagbok.sync.Finder;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Follows;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

/** What pages ask of a daemon of the tests. */
record TestPorts(DaemonPosts posts, DaemonProfiles profiles, DaemonFollows follows) {
  /** {@code executor} looks for whom one follows, and stays the caller's. */
  static TestPorts of(
      TestDaemon daemon,
      Path temporary,
      ScheduledExecutorService executor,
      List<String> addresses,
      List<Follows.Nearby> nearby) {
    Names names = new Names(daemon.database);
    EventHub events = new EventHub();
    DaemonPosts posts =
        new DaemonPosts(
            daemon.database,
            daemon.replicas,
            daemon.author,
            daemon.writer,
            new Uploads(daemon.ipfs.pins()),
            new PostViews(
                daemon.database, daemon.blocks, names, daemon.copies, entry -> Optional.empty()),
            daemon.sync,
            daemon.copies,
            events,
            TestDaemon.CLOCK);
    DaemonProfiles profiles =
        new DaemonProfiles(
            daemon.database,
            daemon.replicas,
            daemon.founder,
            names,
            daemon.sync,
            daemon.keeper,
            new CarExport(daemon.database, daemon.blocks),
            new CarImport(temporary, daemon.replicas, daemon.database, daemon.blocks),
            () -> addresses,
            daemon.copies,
            Optional.empty(),
            events);
    DaemonFollows follows =
        new DaemonFollows(
            daemon.database,
            daemon.replicas,
            names,
            daemon.sync,
            new Finder(
                daemon.ipfs.peers(), executor, daemon.sync::state, profile -> true, profile -> {}),
            daemon.keeper,
            daemon.ipfs.pubsub(),
            daemon.ipfs.peers(),
            events,
            TestDaemon.CLOCK,
            new Reach(IpfsChoice.Kind.KUBO),
            () -> nearby);
    return new TestPorts(posts, profiles, follows);
  }
}
