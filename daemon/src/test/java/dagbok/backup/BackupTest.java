package dagbok.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dagbok.archive.CarExport;
import dagbok.archive.CarImport;
import dagbok.backup.BackupException.Reason;
import dagbok.cid.Cid;
import dagbok.config.Home;
import dagbok.ipfs.memory.MemoryIpfs;
import dagbok.ipfs.memory.MemoryNetwork;
import dagbok.keep.Policy;
import dagbok.profile.Doubt;
import dagbok.profile.Replica;
import dagbok.schema.Encoded;
import dagbok.schema.Head;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeletedCopyTable;
import dagbok.store.DeviceNameTable;
import dagbok.store.FollowingTable;
import dagbok.store.ProfileTable;
import dagbok.sync.SyncState;
import dagbok.testing.HeadsHeard;
import dagbok.testing.TestDaemon;
import dagbok.web.port.Profiles.ExportScope;
import dagbok.web.port.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest {
  private static final String PASSPHRASE = "correct horse, b\u00e5ttery";

  @TempDir Path folder;
  private final MemoryNetwork network = new MemoryNetwork(Runnable::run);
  private final MemoryIpfs node = network.newNode();
  private final MemoryIpfs followerNode = network.newNode();
  private final MemoryIpfs newNode = network.newNode();
  private TestDaemon daemon;
  private TestDaemon follower;
  private Replica ann;
  private Cid post;
  private Home home;

  @BeforeEach
  void start() throws IOException {
    network.connect(node, followerNode);
    daemon = new TestDaemon(folder.resolve("old"), node);
    follower = new TestDaemon(folder.resolve("follower"), followerNode);
    ann = daemon.found("Ann");
    daemon.sync.hold(ann);
    post = daemon.post(ann, "before the backup");
    Replica copy = follower.follow(ann.profile());
    TestDaemon.awaitSame(copy, ann);
    follower.awaitKept(copy);
    Replica bo = daemon.follow(follower.found("Bo").profile(), "http://192.0.2.7:8471");
    daemon.sync.choose(bo, Policy.parse("text quiet"));
    Files.writeString(folder.resolve("dagbok.toml"), "web.port = 0\n");
    home = Home.in(folder.resolve("new"));
    home.createFolders();
  }

  @AfterEach
  void stop() {
    daemon.close();
    follower.close();
  }

  private BackupMaker maker() {
    return new BackupMaker(
        daemon.database,
        daemon.replicas,
        daemon.keys,
        daemon.phrases,
        folder.resolve("dagbok.toml"),
        "1.2.3",
        TestDaemon.CLOCK,
        new Random(3));
  }

  private BackupMaker.Cars cars() {
    CarExport export = new CarExport(daemon.database, daemon.blocks);
    return (replica, out) -> export.write(replica, ExportScope.PACKS, out);
  }

  private byte[] backup(boolean withCars) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maker().make(PASSPHRASE, withCars ? Optional.of(cars()) : Optional.empty(), out);
    return out.toByteArray();
  }

  private byte[] move() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    maker().move(PASSPHRASE, cars(), out);
    return out.toByteArray();
  }

  private static BackupFile.Summary check(byte[] backup) throws IOException {
    return BackupFile.check(new ByteArrayInputStream(backup), PASSPHRASE);
  }

  private TestDaemon restored(byte[] backup) throws IOException {
    BackupFile.Summary unused =
        Restoring.restore(new ByteArrayInputStream(backup), PASSPHRASE, home);
    TestDaemon restored = new TestDaemon(home.data(), newNode);
    restored.replicas.all().forEach(restored.sync::hold);
    return restored;
  }

  private void takeIn(TestDaemon restored, Path car) throws IOException {
    try (InputStream in = new FileInputStream(car.toFile())) {
      var unused =
          new CarImport(
                  folder.resolve("temporary"),
                  restored.replicas,
                  restored.database,
                  restored.blocks)
              .read(in, restored.sync::hold);
    }
  }

  private static Reason reason(byte[] backup, String passphrase) {
    try {
      var unused = BackupFile.check(new ByteArrayInputStream(backup), passphrase);
      throw new AssertionError("it was taken");
    } catch (BackupException e) {
      return e.reason();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void checkTellsWhatIsInIt() throws IOException {
    BackupFile.Summary summary = check(backup(true));
    assertThat(summary.own()).containsExactly(ann.profile());
    assertThat(summary.followed()).isEqualTo(1);
    assertThat(summary.keys()).isEqualTo(1);
    assertThat(summary.phrases()).isEqualTo(1);
    assertThat(summary.cars()).isEqualTo(1);
    assertThat(summary.carBlocks()).isGreaterThan(2);
    assertThat(summary.config()).isTrue();
    assertThat(summary.move()).isFalse();
    assertThat(summary.version()).isEqualTo("1.2.3");
    assertThat(summary.made()).isEqualTo(TestDaemon.CLOCK.instant().getEpochSecond());
    assertThat(check(backup(false)).cars()).isZero();
  }

  @Test
  void eachProfileFollowsAsBeforeIt() throws IOException {
    Replica work = daemon.found("Ann at work"); // follows nobody
    try (TestDaemon restored = restored(backup(false))) {
      List<FollowingTable.Row> follows = restored.database.read(FollowingTable::all);
      assertThat(follows).hasSize(1);
      assertThat(follows.get(0).own()).contains(row(restored, ann.profile()));
      assertThat(restored.database.read(ProfileTable::inUse).map(ProfileTable.Row::profile))
          .contains(work.profile());
    }
  }

  @Test
  void whereABackupDoesNotSayWhoFollowsAllDoInWhateverOrderTheyCome() throws IOException {
    Replica work = daemon.found("Ann at work"); // in use, and after whom one follows
    int unspecified =
        daemon.database.write(tx -> tx.run("UPDATE following SET own = NULL")); // as once
    assertThat(unspecified).isEqualTo(1);
    try (TestDaemon restored = restored(backup(false))) {
      assertThat(restored.database.read(FollowingTable::all))
          .extracting(FollowingTable.Row::own)
          .containsExactlyInAnyOrder(
              Optional.of(row(restored, ann.profile())),
              Optional.of(row(restored, work.profile())));
      assertThat(restored.database.read(ProfileTable::inUse).map(ProfileTable.Row::profile))
          .contains(work.profile());
    }
  }

  private static long row(TestDaemon daemon, ProfileId profile) {
    return daemon.database.read(tx -> ProfileTable.find(tx, profile)).orElseThrow().id();
  }

  @Test
  void nothingOfItCanBeReadWithoutThePassphrase() throws IOException {
    byte[] backup = backup(true);
    String text = new String(backup, StandardCharsets.ISO_8859_1);
    byte[] seed = daemon.keys.all().get(0).seed();
    assertThat(text).doesNotContain(new String(seed, StandardCharsets.ISO_8859_1));
    assertThat(text).doesNotContain("before the backup", "192.0.2.7", "web.port");
    assertThat(reason(backup, PASSPHRASE + " ")).isEqualTo(Reason.WRONG_PASSPHRASE);
    assertThat(reason(backup, "")).isEqualTo(Reason.WRONG_PASSPHRASE);
  }

  @Test
  void passphraseIsTheSameHoweverItsLettersArePutTogether() throws IOException {
    byte[] backup = backup(false);
    String apart = "correct horse, ba\u030attery";
    assertThat(BackupFile.check(new ByteArrayInputStream(backup), apart).keys()).isEqualTo(1);
  }

  @Test
  void everyChangeAndEveryCutIsNoticed() throws IOException {
    byte[] backup = backup(true);
    Random random = new Random(7);
    for (int i = 0; i < 12; i++) {
      byte[] changed = backup.clone();
      int at = BackupKey.HEADER_BYTES + random.nextInt(backup.length - BackupKey.HEADER_BYTES);
      changed[at] ^= (byte) (1 << random.nextInt(8));
      assertThat(reason(changed, PASSPHRASE)).as("byte " + at).isEqualTo(Reason.DAMAGED);
    }
    byte[] cut = Arrays.copyOf(backup, backup.length - 1);
    assertThat(reason(cut, PASSPHRASE)).isEqualTo(Reason.DAMAGED);
    assertThat(reason(Arrays.copyOf(backup, BackupKey.HEADER_BYTES), PASSPHRASE))
        .isEqualTo(Reason.DAMAGED);
    assertThat(reason(Arrays.copyOf(backup, backup.length + 1), PASSPHRASE))
        .isEqualTo(Reason.DAMAGED);
    assertThat(reason(Arrays.copyOf(backup, 20), PASSPHRASE)).isEqualTo(Reason.NO_BACKUP);
    assertThat(
            reason(
                "no backup at all, but long enough to hold a header"
                    .getBytes(StandardCharsets.US_ASCII),
                PASSPHRASE))
        .isEqualTo(Reason.NO_BACKUP);
  }

  @Test
  void headerAsksForNoMoreThanIsBounded() throws IOException {
    byte[] backup = backup(false);
    for (int at : new int[] {9, 13, 17}) { // memory, iterations, lanes: the highest byte of each
      byte[] greedy = backup.clone();
      greedy[at] = 0x7f;
      assertThat(reason(greedy, PASSPHRASE)).isEqualTo(Reason.DAMAGED);
    }
    byte[] newer = backup.clone();
    newer[8] = 2;
    assertThat(reason(newer, PASSPHRASE)).isEqualTo(Reason.NEWER);
  }

  @Test
  void restoredMachineReadsAndFollowsButDoesNotWriteAsItself() throws IOException {
    byte[] backup = backup(false);
    Cid later = daemon.post(ann, "after the backup");
    TestDaemon.await("the follower has it", () -> follower.feed().contains(later));
    network.isolate(node);
    network.connect(newNode, followerNode);
    try (TestDaemon restored = restored(backup)) {
      Replica again = restored.replicas.find(ann.profile()).orElseThrow();
      assertThat(again.own()).isTrue();
      TestDaemon.await(
          "all of it is back", () -> restored.feed().containsAll(List.of(post, later)));
      TestDaemon.await(
          "in step, though the head in the backup is old",
          () -> restored.sync.state(ann.profile()).phase() == SyncState.Phase.IN_STEP);
      assertThat(restored.writer.doubt(again)).contains(Doubt.RESTORED);
      assertThatThrownBy(() -> restored.post(again, "no"))
          .isInstanceOf(Refusal.class)
          .hasMessageContaining("backup");
      assertThat(restored.phrases.find(ann.profile()))
          .isEqualTo(daemon.phrases.find(ann.profile()));
      ProfileId bo =
          follower.replicas.all().stream().filter(Replica::own).findFirst().orElseThrow().profile();
      ProfileTable.Row row = restored.database.read(tx -> ProfileTable.find(tx, bo)).orElseThrow();
      assertThat(row.peers()).containsExactly("http://192.0.2.7:8471");
      assertThat(restored.keeper.policy(restored.replicas.find(bo).orElseThrow()).isQuiet())
          .isTrue();
      assertThat(Files.readString(home.configFile())).isEqualTo("web.port = 0\n");
    }
    assertThat(Restoring.inTheWay(home)).contains(home.database());
  }

  @Test
  void headInABackupOfWhichNothingIsHereIsToldToNobody() throws Exception {
    byte[] backup = backup(false);
    Encoded<Head> old = ann.heads().get(0);
    Cid later = daemon.post(ann, "after the backup");
    TestDaemon.await("the follower has it", () -> follower.feed().contains(later));
    follower.awaitKept(follower.replicas.find(ann.profile()).orElseThrow());
    network.isolate(node);
    followerNode.blocks().remove(List.of(old.value().snapshot()));
    network.connect(newNode, followerNode);
    MemoryIpfs listener = network.newNode();
    network.connect(listener, newNode);
    HeadsHeard told = new HeadsHeard(listener, ann.profile());
    try (TestDaemon restored = restored(backup)) {
      Replica again = restored.replicas.find(ann.profile()).orElseThrow();
      TestDaemon.await("it is here", () -> restored.feed().contains(later));
      assertThat(again.devices().resume(daemon.device(ann))).isTrue();
      restored.post(again, "goes on");
      Cid last = again.heads().get(0).cid();
      TestDaemon.await("that is heard of", () -> told.heads().contains(last));
      assertThat(told.heads()).doesNotContain(old.cid());
    }
  }

  @Test
  void namesOfDevicesComeBackAndSealedCopiesDoNot() throws IOException {
    Cid device = daemon.device(ann);
    byte[] sealed = "what another device deleted".getBytes(StandardCharsets.UTF_8);
    daemon.database.write(
        tx -> {
          DeviceNameTable.put(tx, ann.row(), device, "the laptop");
          DeletedCopyTable.put(
              tx, ann.row(), new DeletedCopyTable.Row(post, sealed, List.of()), 2_000_000_000);
          return tx;
        });
    restored(backup(true)).close();
    try (Database database = Database.open(home.database())) {
      long row = database.read(tx -> ProfileTable.find(tx, ann.profile())).orElseThrow().id();
      Map<Cid, String> names = database.read(tx -> DeviceNameTable.all(tx, row));
      assertThat(names).containsExactly(Map.entry(device, "the laptop"));
      long copies = database.read(tx -> DeletedCopyTable.count(tx, row));
      assertThat(copies).isZero();
    }
  }

  @Test
  void movedDeviceWritesOnElsewhereAndNoMoreHere() throws IOException {
    byte[] backup = move();
    assertThatThrownBy(() -> daemon.post(ann, "no"))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("--move");
    network.connect(newNode, followerNode);
    network.connect(newNode, node);
    try (TestDaemon restored = restored(backup)) {
      takeIn(restored, home.data().resolve(Restoring.CARS).resolve(ann.profile() + ".car"));
      Replica again = restored.replicas.find(ann.profile()).orElseThrow();
      assertThat(restored.writer.device(again).device()).isEqualTo(daemon.device(ann));
      Cid after = restored.post(again, "from the new machine");
      TestDaemon.await("the follower sees it", () -> follower.feed().contains(after));
      TestDaemon.await("the old one sees it", () -> daemon.feed().contains(after));
      assertThat(again.summary().forked()).isFalse();
      assertThat(restored.writer.doubt(again)).isEmpty();
    }
  }

  @Test
  void movedDeviceWaitsForItsNewestEntry() throws IOException {
    network.isolate(followerNode);
    Cid last = daemon.post(ann, "that only the backup has");
    byte[] backup = move();
    network.connect(newNode, followerNode);
    try (TestDaemon restored = restored(backup)) {
      Replica again = restored.replicas.find(ann.profile()).orElseThrow();
      TestDaemon.await("what the follower has", () -> restored.feed().contains(post));
      assertThat(restored.writer.doubt(again)).contains(Doubt.BEHIND);
      assertThatThrownBy(() -> restored.post(again, "no")).isInstanceOf(Refusal.class);
      assertThat(again.devices().resume(restored.device(again))).isFalse();
      takeIn(restored, home.data().resolve(Restoring.CARS).resolve(ann.profile() + ".car"));
      Replica now = restored.replicas.find(ann.profile()).orElseThrow();
      Cid after = restored.post(now, "yes");
      assertThat(restored.feed()).contains(last, after);
      assertThat(now.summary().forked()).isFalse();
    }
  }

  @Test
  void secondBackupDoesNotMoveTheDeviceAgain() throws IOException {
    byte[] unused = move();
    byte[] second = move();
    try (TestDaemon restored = restored(second)) {
      Replica again = restored.replicas.find(ann.profile()).orElseThrow();
      assertThat(restored.writer.doubt(again)).contains(Doubt.MOVED);
    }
  }

  @Test
  void moveThatFailsLeavesTheDeviceHere() {
    BackupMaker.Cars failing =
        (replica, out) -> {
          throw new UncheckedIOException(new IOException("the disk is full"));
        };
    assertThatThrownBy(() -> maker().move(PASSPHRASE, failing, new ByteArrayOutputStream()))
        .isInstanceOf(UncheckedIOException.class);
    Cid after = daemon.post(ann, "still here");
    assertThat(daemon.feed()).contains(after);
  }

  @Test
  void damagedBackupLeavesTheHomeEmpty() throws IOException {
    byte[] backup = backup(true);
    byte[] cut = Arrays.copyOf(backup, backup.length - 1);
    assertThatThrownBy(() -> Restoring.restore(new ByteArrayInputStream(cut), PASSPHRASE, home))
        .isInstanceOf(BackupException.class);
    try (Stream<Path> left = Files.list(home.data())) {
      assertThat(left).isEmpty();
    }
    assertThat(Restoring.inTheWay(home)).isEmpty();
    assertThat(Restoring.restore(new ByteArrayInputStream(backup), PASSPHRASE, home).keys())
        .isEqualTo(1);
  }

  @Test
  void restoredSecretsAreForTheirOwnerAlone() throws IOException {
    restored(backup(true)).close();
    try (Stream<Path> keys = Files.list(home.data().resolve("keys"))) {
      assertThat(keys.toList())
          .hasSize(2)
          .allSatisfy(
              file ->
                  assertThat(Files.getPosixFilePermissions(file))
                      .isEqualTo(PosixFilePermissions.fromString("rw-------")));
    }
  }
}
