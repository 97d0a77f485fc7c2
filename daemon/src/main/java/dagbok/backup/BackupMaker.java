package dagbok.backup;

import dagbok.block.CarWriter;
import dagbok.cid.Cid;
import dagbok.codec.Ipld;
import dagbok.profile.Doubt;
import dagbok.profile.KeyFolder;
import dagbok.profile.PhraseFolder;
import dagbok.profile.Replica;
import dagbok.profile.ReplicaBook;
import dagbok.schema.ProfileId;
import dagbok.store.Database;
import dagbok.store.OutboxTable;
import dagbok.store.OwnDeviceTable;
import dagbok.store.ProfileTable;
import dagbok.store.Tx;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes backups of a running daemon. Thread-safe. */
public final class BackupMaker {
  private static final int OUTBOX_PAGE = 16;
  private static final int MAX_CONFIG_BYTES = 256 * 1024;

  private final Database database;
  private final ReplicaBook replicas;
  private final KeyFolder keys;
  private final PhraseFolder phrases;
  private final Path config;
  private final String version;
  private final Clock clock;
  private final RandomGenerator random;

  /** Writes a profile as a CAR. */
  @FunctionalInterface
  public interface Cars {
    /** Writes all of it. */
    void write(Replica replica, OutputStream out);
  }

  /** With all that goes into a backup; {@code version}: that of this program. */
  public BackupMaker(
      Database database,
      ReplicaBook replicas,
      KeyFolder keys,
      PhraseFolder phrases,
      Path config,
      String version,
      Clock clock,
      RandomGenerator random) {
    this.database = database;
    this.replicas = replicas;
    this.keys = keys;
    this.phrases = phrases;
    this.config = config;
    this.version = version;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Writes a backup.
   *
   * @param cars given if one's own profiles are to be in it too
   */
  public void make(String passphrase, Optional<Cars> cars, OutputStream out) throws IOException {
    write(passphrase, cars, List.of(), false, out).finish();
  }

  /**
   * Writes a backup that this machine's devices go to another machine with: they write here no
   * more. If it fails before all of it is written, and so nobody can restore it, all is as it was.
   */
  public synchronized void move(String passphrase, Cars cars, OutputStream out) throws IOException {
    List<Device> moving = stop();
    SealedOutput written;
    try {
      written = write(passphrase, Optional.of(cars), moving, true, out);
    } catch (IOException | RuntimeException e) {
      moving.forEach(device -> device.replica().devices().undoubt(device.cid(), Doubt.MOVED));
      throw e;
    }
    written.finish(); // from here on it may be whole somewhere
  }

  private record Device(Replica replica, Cid cid) {}

  /** This machine's devices that may write, which from now on they may not. */
  private List<Device> stop() {
    List<Device> stopped = new ArrayList<>();
    for (KeyFolder.Key key : keys.all()) {
      Optional<Replica> replica = replicas.find(key.profile()).filter(Replica::own);
      if (replica.isPresent() && replica.get().devices().row(key.device()).doubt().isEmpty()) {
        replica.get().devices().doubt(key.device(), Doubt.MOVED);
        stopped.add(new Device(replica.get(), key.device()));
      }
    }
    return stopped;
  }

  private SealedOutput write(
      String passphrase, Optional<Cars> cars, List<Device> moving, boolean move, OutputStream out)
      throws IOException {
    SealedOutput sealed =
        new SealedOutput(out, BackupKey.make(passphrase, BackupKey.Cost.STANDARD, random));
    PartWriter parts = new PartWriter(sealed);
    parts.write(
        PartKind.ABOUT,
        "",
        Note.empty()
            .put("made", Ipld.of(clock.instant().getEpochSecond()))
            .put("version", Ipld.of(version))
            .put("move", Ipld.of(move))
            .encode());
    writeFiles(parts);
    List<ProfileNote> notes = database.read(tx -> notes(tx, moving));
    for (ProfileNote note : notes) {
      parts.write(PartKind.PROFILE, note.profile().profile().toString(), note.encode());
    }
    for (ProfileNote note : notes) {
      writeBlocks(parts, note, cars);
    }
    parts.end();
    return sealed;
  }

  private void writeFiles(PartWriter parts) throws IOException {
    if (Files.isRegularFile(config) && Files.size(config) <= MAX_CONFIG_BYTES) {
      parts.write(PartKind.CONFIG, "", Files.readAllBytes(config));
    }
    for (KeyFolder.Key key : keys.all()) {
      byte[] bytes =
          Note.empty()
              .put("profile", Ipld.reference(key.profile().root()))
              .put("seed", Ipld.of(key.seed()))
              .encode();
      parts.write(PartKind.KEY, key.device().toString(), bytes);
    }
    for (ProfileId profile : phrases.all()) {
      String words = String.join(" ", phrases.find(profile).orElse(List.of()));
      parts.write(PartKind.PHRASE, profile.toString(), words.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private List<ProfileNote> notes(Tx tx, List<Device> moving) {
    List<Cid> free = moving.stream().map(Device::cid).toList();
    List<ProfileNote> notes = new ArrayList<>();
    for (ProfileTable.Row row : ProfileTable.all(tx)) {
      List<OwnDeviceTable.Row> devices = new ArrayList<>();
      for (KeyFolder.Key key : keys.all()) {
        if (row.own() && key.profile().equals(row.profile())) {
          OwnDeviceTable.Row device = device(tx, row, key.device());
          devices.add(free.contains(key.device()) ? device.withDoubt(Optional.empty()) : device);
        }
      }
      notes.add(ProfileNote.of(tx, row, devices));
    }
    return notes;
  }

  /** What is known of a device, its newest entry too, though it wrote none since that is noted. */
  private OwnDeviceTable.Row device(Tx tx, ProfileTable.Row row, Cid device) {
    OwnDeviceTable.Row known = OwnDeviceTable.get(tx, row.id(), device);
    Optional<Cid> last =
        replicas
            .find(row.profile())
            .flatMap(replica -> replica.read(history -> history.last(device)));
    return known.last().isPresent() ? known : last.map(known::withLast).orElse(known);
  }

  private void writeBlocks(PartWriter parts, ProfileNote note, Optional<Cars> cars)
      throws IOException {
    ProfileTable.Row row = note.profile();
    String name = row.profile().toString();
    if (!row.own()) {
      return;
    }
    long end = database.read(tx -> OutboxTable.end(tx, row.id()));
    if (end > 0) {
      parts.write(PartKind.OUTBOX, name, out -> writeOutbox(row.id(), end, out));
    }
    Optional<Replica> replica = replicas.find(row.profile());
    if (cars.isPresent() && replica.isPresent()) {
      parts.write(PartKind.CAR, name, out -> cars.get().write(replica.get(), out));
    }
  }

  private void writeOutbox(long profile, long end, OutputStream out) throws IOException {
    CarWriter car = new CarWriter(out, List.of());
    long after = 0;
    while (after < end) {
      long from = after;
      List<OutboxTable.Row> page =
          database.read(tx -> OutboxTable.page(tx, profile, from, end, OUTBOX_PAGE));
      for (OutboxTable.Row row : page) {
        car.write(row.block());
        after = row.id();
      }
      if (page.isEmpty()) {
        return; // the IPFS node confirmed the rest meanwhile
      }
    }
  }
}
