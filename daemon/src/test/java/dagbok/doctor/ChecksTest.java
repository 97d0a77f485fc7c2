package dagbok.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import dagbok.block.Block;
import dagbok.cid.Cid;
import dagbok.config.ConfigException;
import dagbok.config.Home;
import dagbok.disk.DiskSpace;
import dagbok.ipfs.IpfsException;
import dagbok.ipfs.IpfsWarning;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.profile.Replica;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.HeadTable;
import dagbok.store.OutboxTable;
import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import dagbok.testing.StepClock;
import dagbok.testing.StoredPosts;
import dagbok.testing.TestDaemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each check in the situation that it is for, made for real where a machine lets one. */
@Timeout(60)
class ChecksTest {
  private static final long MEGABYTE = 1024 * 1024;

  @TempDir Path folder;
  private final StepClock clock = new StepClock();

  private static Optional<String> text(Check check) {
    return check.look().stream().map(Finding::text).findFirst();
  }

  @Test
  void diskIsLowThenFull() {
    long[] left = {DiskShort.LOW_BYTES};
    DiskShort.Place disk =
        new DiskShort.Place(folder, () -> left[0], Optional.of(Remedy.COLLECT_GARBAGE));
    Check low = DiskShort.low(disk);
    Check full = DiskShort.full(disk);
    assertThat(low.look()).isEmpty();

    left[0] = 300 * MEGABYTE;
    assertThat(text(low)).hasValueSatisfying(t -> assertThat(t).contains("nearly full: 314 MB"));
    assertThat(low.look().get(0).remedy()).contains(Remedy.COLLECT_GARBAGE);
    assertThat(full.look()).isEmpty();

    left[0] = DiskShort.FULL_BYTES - 1;
    assertThat(full.look().get(0).severity()).isEqualTo(Finding.Severity.BROKEN);
    assertThat(low.causes()).contains(full.code());
  }

  @Test
  void realDiskThatIsSmallAndThenReadOnly() throws Exception {
    assumeThat(mounted("size=4m")).as("only root mounts a tmpfs").isTrue();
    try {
      Check writable = new DataReadOnly(folder);
      assertThat(DiskShort.full(disk(folder)).look()).hasSize(1);
      assertThat(DiskShort.full(disk(folder.resolve("a/b"))).look())
          .as("a folder that is not there yet")
          .hasSize(1);
      assertThat(writable.look()).isEmpty();
      try (var files = Files.list(folder)) {
        assertThat(files).as("leaves nothing").isEmpty();
      }

      assertThat(run("mount", "-o", "remount,ro", folder.toString())).isZero();
      assertThat(text(writable))
          .hasValueSatisfying(
              t -> assertThat(t).contains(folder.toString(), "Read-only file system"));
    } finally {
      run("umount", folder.toString());
    }
  }

  private static DiskShort.Place disk(Path folder) {
    return new DiskShort.Place(folder, DiskSpace.of(folder), Optional.empty());
  }

  private boolean mounted(String size) throws Exception {
    return "root".equals(System.getProperty("user.name"))
        && run("mount", "-t", "tmpfs", "-o", size, "dagbok-test", folder.toString()) == 0;
  }

  private static int run(String... command) throws Exception {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void folderThatIsNotThereYetIsNotReadOnly() {
    assertThat(new DataReadOnly(folder.resolve("new")).look()).isEmpty();
    assertThat(folder.resolve("new")).doesNotExist();
  }

  @Test
  void keysThatOthersMayReadAreClosed() throws Exception {
    Path own = Files.writeString(folder.resolve("a.key"), "x");
    Path open = Files.writeString(folder.resolve("b.key"), "x");
    Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    KeysOpen keys = new KeysOpen(folder);

    Finding finding = keys.look().get(0);
    assertThat(finding.text()).contains(open.toString());
    assertThat(finding.remedy()).contains(Remedy.CLOSE_KEYS);
    assertThat(run("sh", "-c", finding.fix())).as("the fix can be run as it stands").isZero();
    assertThat(keys.look()).isEmpty();

    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(keys.close()).isEqualTo(1);
    assertThat(keys.look()).isEmpty();
    assertThat(new KeysOpen(folder.resolve("none")).look()).isEmpty();
  }

  @Test
  void clockBehindWhatCameInOrWasWritten() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Check check = new ClockOff(daemon.database, clock);
      assertThat(check.look()).isEmpty();
      Replica mine = daemon.found("Ada");
      daemon.post(mine, "now");
      assertThat(check.look()).isEmpty();

      clock.step(ClockOff.TOLERANCE.negated());
      assertThat(check.look()).isEmpty();
      clock.step(Duration.ofSeconds(-1));
      assertThat(text(check)).hasValueSatisfying(t -> assertThat(t).contains("The clock says"));
      assertThat(check.look().get(0).fix()).contains("timedatectl");
    }
  }

  @Test
  void headThatCameInLaterThanNowShowsTheClock() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Replica replica = daemon.found("Ada");
      Block block = new Block(replica.profile().root(), new byte[0]);
      long later = clock.instant().getEpochSecond() + 3_600;
      daemon.database.write(
          tx -> {
            HeadTable.put(tx, replica.row(), replica.profile().root(), block, later, false);
            return tx;
          });

      assertThat(text(new ClockOff(daemon.database, clock)))
          .hasValueSatisfying(t -> assertThat(t).contains("but something came in at"));
    }
  }

  @Test
  void twoOfThreeWitnessesShowTheClockAndOneDoesNot() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      long now = clock.instant().getEpochSecond();
      Check check = new ClockOff(daemon.database, clock);
      post(daemon, 1, now + 7_200, now);
      post(daemon, 2, now - 60, now);
      post(daemon, 3, now - 60, now);
      assertThat(check.look()).as("one alone may lie").isEmpty();

      post(daemon, 2, now + 7_000, now + 1);
      assertThat(text(check))
          .hasValueSatisfying(t -> assertThat(t).contains("2 profiles post from later"));
    }
  }

  private static void post(TestDaemon daemon, int who, long time, long came) {
    ProfileId profile = new ProfileId(cid("profile " + who));
    daemon.database.write(
        tx -> {
          StoredPosts.add(
              tx,
              ProfileTable.ensure(tx, profile).id(),
              cid(who + " " + time),
              1,
              time,
              Math.min(time, came),
              List.of(),
              List.of());
          return tx;
        });
  }

  private static Cid cid(String text) {
    return Cid.of(dagbok.cid.Multicodec.DAG_CBOR, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void outboxThatIsNotEmptyForLong() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Check check = new OutboxStuck(daemon.database, clock);
      daemon.ipfs.goAway();
      Replica mine = daemon.found("Ada");
      daemon.post(mine, "waits");
      assertThat(check.look()).as("just now").isEmpty();
      clock.step(OutboxStuck.PATIENCE);
      assertThat(text(check)).hasValueSatisfying(t -> assertThat(t).contains("over 10 minutes"));

      daemon.ipfs.comeBack();
      daemon.sync.hold(mine);
      daemon.sync.changed(mine.profile());
      TestDaemon.await("an empty outbox", () -> daemon.database.read(OutboxTable::count) == 0);
      assertThat(check.look()).isEmpty();
    }
  }

  @Test
  void nobodyConnectedForLong() {
    MemoryNetwork network = new MemoryNetwork(Runnable::run);
    MemoryIpfs node = network.newNode();
    Check check = new NoPeers(node.peers(), clock);
    assertThat(check.look()).isEmpty();
    clock.step(NoPeers.PATIENCE);
    assertThat(check.look().get(0).remedy()).contains(Remedy.CONNECT_AGAIN);

    network.connect(node, network.newNode());
    assertThat(check.look()).isEmpty();
    network.isolate(node);
    assertThat(check.look()).as("the wait begins anew").isEmpty();
    node.goAway();
    assertThat(check.look()).as("another check's").isEmpty();
  }

  @Test
  void ipfsNodeThatIsAwayHidesWhatFollows() {
    MemoryIpfs node = new MemoryNetwork(Runnable::run).newNode();
    IpfsException off = new IpfsException(IpfsException.Reason.PUBSUB_OFF, "off", "on", null);
    List<IpfsWarning> says = List.of(new IpfsWarning("pubsub-off", "Pubsub is off", "on"));
    Doctor doctor =
        new Doctor(
            List.of(
                new IpfsAnswers(node.peers()::self),
                IpfsSays.pubsubOff(() -> says, true),
                new PubsubWorks(() -> Optional.of(off)),
                new NoPeers(node.peers(), clock)),
            clock);

    assertThat(doctor.examine())
        .extracting(Report::state)
        .containsExactly(
            Report.State.WELL, Report.State.WARNING, Report.State.HIDDEN, Report.State.WELL);
    assertThat(doctor.examine().get(1).remedy()).contains(Remedy.PUBSUB_ON);

    node.goAway();
    assertThat(doctor.examine().get(0).state()).isEqualTo(Report.State.BROKEN);
    assertThat(doctor.examine().stream().skip(1))
        .allMatch(report -> report.because().equals(Optional.of("ipfs-away")));
  }

  @Test
  void profileThatStandsStillAndOneThatNobodyHas() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      ProfileId profile = new ProfileId(cid("somebody"));
      daemon.follow(profile);
      long[] packs = {1};
      SyncState[] state = {new SyncState(SyncState.Phase.FETCHING, 1, 5, Optional.empty())};
      FollowsTrouble.Held held =
          new FollowsTrouble.Held(
              daemon.database,
              p -> state[0],
              p -> "Bo",
              new Lookout(clock, a -> a.startsWith("http:")));
      Check still = new NotInStep(held, clock);
      assertThat(still.look()).isEmpty();
      clock.step(NotInStep.PATIENCE);
      state[0] = new SyncState(SyncState.Phase.FETCHING, ++packs[0], 5, Optional.empty());
      assertThat(still.look()).as("a pack came").isEmpty();
      clock.step(NotInStep.PATIENCE);
      assertThat(text(still)).hasValueSatisfying(t -> assertThat(t).startsWith("Bo: no pack"));
      state[0] = new SyncState(SyncState.Phase.IN_STEP, 0, 0, Optional.empty());
      assertThat(still.look()).isEmpty();

      state[0] = new SyncState(SyncState.Phase.LOOKING, 0, 0, Optional.empty());
      assertThat(FollowsTrouble.nobodyFound(held).look().get(0).fix())
          .isEqualTo("dagbok follow " + profile + " --peer ADDRESS");
      assertThat(FollowsTrouble.profile(held).look()).isEmpty();

      daemon.follow(profile, "/ip4/192.0.2.1/tcp/4001/p2p/12D3");
      assertThat(FollowsTrouble.nobodyFound(held).look().get(0))
          .satisfies(f -> assertThat(f.text()).contains("one of Kubo's"))
          .satisfies(f -> assertThat(f.fix()).contains("peers.listen always"));
      daemon.follow(profile, "http://192.0.2.1:8471");
      assertThat(FollowsTrouble.nobodyFound(held).look().get(0).text())
          .contains("neither at the address that was given");
    }
  }

  @Test
  void noProfileUntilThereIsOne() {
    try (TestDaemon daemon = TestDaemon.alone(folder)) {
      Check check = new NoProfile(daemon.database);
      assertThat(check.look().get(0).fix()).isEqualTo("dagbok setup");
      daemon.found("Ada");
      assertThat(check.look()).isEmpty();
      assertThat(new DatabaseReads(daemon.database).look()).isEmpty();
    }
  }

  @Test
  void databaseOfANewerVersionOrOfNone() throws Exception {
    Path file = folder.resolve("dagbok.db");
    Check check = new DatabaseOpens(file);
    assertThat(check.look()).isEmpty();
    assertThat(file).doesNotExist();
    Database.open(file).close();
    assertThat(check.look()).isEmpty();

    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA user_version = 99");
    }
    assertThat(text(check)).hasValueSatisfying(t -> assertThat(t).contains("newer Dagbok"));
    Files.writeString(file, "no database, but a text of some length, to be read as a header");
    assertThat(check.look()).hasSize(1);
    assertThat(check.look().get(0).severity()).isEqualTo(Finding.Severity.BROKEN);
  }

  @Test
  void portThatAnotherProgramOrAnotherDagbokHas() throws Exception {
    assertThat(PortTaken.page(() -> 0).look()).isEmpty();
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Check check = PortTaken.page(socket::getLocalPort);
      Thread hangUp = new Thread(() -> hangUp(socket), "hang-up");
      hangUp.setDaemon(true);
      hangUp.start();
      assertThat(text(check))
          .hasValueSatisfying(
              t -> assertThat(t).contains(socket.getLocalPort() + ", ", "another program"));
      assertThat(check.look().get(0).fix()).isEqualTo("dagbok config set web.port 0");
    }
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    byte[] health =
        "{\"program\":\"dagbok\",\"status\":\"broken\"}".getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/health",
        exchange -> {
          exchange.sendResponseHeaders(503, health.length);
          exchange.getResponseBody().write(health);
          exchange.close();
        });
    server.start();
    try {
      assertThat(PortHolder.of(server.getAddress().getPort())).isEqualTo(PortHolder.DAGBOK);
    } finally {
      server.stop(0);
    }
  }

  private static void hangUp(ServerSocket socket) {
    try {
      while (true) {
        socket.accept().close();
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void dataFolderThatAnotherProcessHoldsAndFilesThatADeadOneLeft() throws Exception {
    Home home = Home.in(folder);
    home.createFolders();
    Check used = new DataInUse(home);
    Check stale = new StaleFiles(home);
    assertThat(used.look()).isEmpty();
    assertThat(stale.look()).isEmpty();

    Path lock = home.data().resolve("lock");
    Process holder = holder(lock);
    try {
      assertThat(holder.inputReader().readLine()).isEqualTo("held");
      Files.writeString(home.pid(), holder.pid() + "\n");
      assertThat(text(used))
          .hasValueSatisfying(
              t -> assertThat(t).contains("process " + holder.pid(), home.data().toString()));
      assertThat(used.look().get(0).fix()).contains("kill " + holder.pid());
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertThat(used.look()).isEmpty();
    assertThat(stale.look().get(0).fix()).isEqualTo("dagbok run");
    assertThat(stale.causes()).contains(used.code());
  }

  /** Another Java VM that takes the lock and keeps it. */
  private static Process holder(Path lock) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "dagbok.testing.LockHolder",
            lock.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void settingsThatAreWrong() {
    Check check =
        new ConfigWrong(
            () -> {
              throw new ConfigException("there is no setting 'web.prot'", "take web.port");
            });
    assertThat(check.look())
        .containsExactly(Finding.broken("there is no setting 'web.prot'", "take web.port"));
    assertThat(new NoDaemon().causes())
        .containsAll(Set.of("config", "data-in-use", "data-read-only", "database", "page-port"));
  }
}
