package dagbok.backup;

import dagbok.block.Block;
import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.config.Home;
import dagbok.disk.WholeFile;
import dagbok.profile.Doubt;
import dagbok.profile.KeyFolder;
import dagbok.profile.PhraseFolder;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.DeviceNameTable;
import dagbok.store.FollowingTable;
import dagbok.store.HeadTable;
import dagbok.store.OutboxTable;
import dagbok.store.OwnDeviceTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts a backup into an empty home that no daemon uses. All of it is read and checked in a folder
 * beside what is to be, and takes its place at the end, the database last. Devices come back in
 * doubt, but for those that the backup was made to move. For one use.
 */
public final class Restoring implements BackupFile.Sink {
  /** The folder, in the data folder, of profiles that the daemon is to take in when it starts. */
  public static final String CARS = "restored";

  private static final String UNFINISHED = "restoring";
  private static final String KEYS = "keys";
  private static final String DATABASE = "dagbok.db";

  private final Home home;
  private final Path folder;
  private final KeyFolder keys;
  private final PhraseFolder phrases;
  private @Nullable Database database;
  private @Nullable CarWriter car;
  private @Nullable OutputStream carOut;
  private Optional<String> config = Optional.empty();
  private Optional<Long> inUse = Optional.empty();

  private Restoring(Home home) {
    this.home = home;
    this.folder = home.data().resolve(UNFINISHED);
    this.keys = new KeyFolder(folder.resolve(KEYS));
    this.phrases = new PhraseFolder(folder.resolve(KEYS));
  }

  /** What of a home is in the way of a backup, the first of it. */
  public static Optional<Path> inTheWay(Home home) throws IOException {
    Path keys = home.data().resolve(KEYS);
    if (Files.exists(home.database())) {
      return Optional.of(home.database());
    }
    if (Files.isDirectory(keys)) {
      try (Stream<Path> files = Files.list(keys)) {
        if (files.findAny().isPresent()) {
          return Optional.of(keys);
        }
      }
    }
    return Optional.of(home.configFile()).filter(Files::exists);
  }

  /**
   * Restores into a home that is empty and locked. If it fails the home is empty as before.
   *
   * @throws BackupException if the file is not right to its last byte
   */
  public static BackupFile.Summary restore(InputStream in, String passphrase, Home home)
      throws IOException {
    Restoring restoring = new Restoring(home);
    restoring.clear();
    try {
      Files.createDirectory(
          restoring.folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      restoring.database = Database.open(restoring.folder.resolve(DATABASE));
      BackupFile.Summary summary;
      try {
        summary = BackupFile.read(in, passphrase, restoring);
        restoring.settleFollows();
      } finally {
        restoring.closeFiles();
      }
      restoring.place();
      return summary;
    } finally {
      restoring.clear();
    }
  }

  /**
   * Backups made before each profile had its own do not say who follows: all do then. Only after
   * that one is put in use, which would else follow alone what came before it.
   */
  private void settleFollows() {
    var unused =
        database()
            .write(
                tx -> {
                  FollowingTable.share(tx);
                  inUse.ifPresent(id -> ProfileTable.use(tx, id));
                  return tx;
                });
  }

  private Database database() {
    if (database == null) {
      throw new IllegalStateException("no database is open");
    }
    return database;
  }

  private void closeFiles() throws IOException {
    if (carOut != null) {
      carOut.close();
    }
    database().close();
  }

  @Override
  public void config(String text) {
    config = Optional.of(text);
  }

  @Override
  public void key(KeyFolder.Key key) {
    keys.add(key);
  }

  @Override
  public void phrase(ProfileId profile, List<String> words) {
    phrases.keep(profile, words);
  }

  @Override
  public void profile(ProfileNote note, boolean move) {
    ProfileTable.Row row = note.profile();
    long restored =
        database()
            .write(
                tx -> {
                  long id = ProfileTable.ensure(tx, row.profile()).id();
                  if (row.own()) {
                    ProfileTable.own(tx, id);
                  }
                  ProfileTable.locate(tx, id, row.peers());
                  note.followers().forEach(follower -> follow(tx, id, follower));
                  ProfileTable.choosePolicy(tx, id, note.policy());
                  for (HeadTable.Row head : note.heads()) {
                    HeadTable.put(
                        tx, id, head.device(), head.head(), head.received(), move && head.own());
                  }
                  for (OwnDeviceTable.Row device : note.devices()) {
                    OwnDeviceTable.put(tx, id, move ? device : inDoubt(device));
                  }
                  note.names().forEach((device, name) -> DeviceNameTable.put(tx, id, device, name));
                  return id;
                });
    if (row.inUse()) {
      inUse = Optional.of(restored);
    }
  }

  private static void follow(Tx tx, long profile, ProfileNote.Follower follower) {
    Optional<Long> own = follower.own().map(by -> ProfileTable.ensure(tx, by).id());
    FollowingTable.follow(
        tx,
        new FollowingTable.Row(own, profile, follower.since(), follower.stream(), follower.tag()));
  }

  private static OwnDeviceTable.Row inDoubt(OwnDeviceTable.Row device) {
    return device.withDoubt(device.doubt().or(() -> Optional.of(Doubt.RESTORED.name())));
  }

  @Override
  public void outbox(ProfileId profile, Block block) {
    Block unused =
        database()
            .write(
                tx -> {
                  OutboxTable.put(tx, ProfileTable.ensure(tx, profile).id(), List.of(block));
                  return block;
                });
  }

  @Override
  public void car(ProfileId profile, Optional<Block> block, List<Cid> roots) throws IOException {
    if (carOut == null) {
      carOut = new BufferedOutputStream(Files.newOutputStream(carFile(profile)));
      car = new CarWriter(carOut, roots);
    }
    if (block.isPresent() && car != null) {
      car.write(block.get());
      return;
    }
    carOut.close();
    carOut = null;
    sync(carFile(profile));
  }

  private Path carFile(ProfileId profile) throws IOException {
    return Files.createDirectories(folder.resolve(CARS)).resolve(profile + ".car");
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The database comes last: without it the home counts as empty but for the keys. */
  private void place() throws IOException {
    Path data = home.data();
    move(folder.resolve(KEYS), data.resolve(KEYS));
    move(folder.resolve(CARS), data.resolve(CARS));
    if (config.isPresent()) {
      WholeFile.write(home.configFile(), config.get());
    }
    move(folder.resolve(DATABASE), home.database());
    sync(data);
  }

  private static void move(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  private void clear() throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
